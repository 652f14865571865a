import { unwrap } from '../../../src/core/index.ts';
import { openAt } from './home.ts';

/** Run as a process of its own by opening.test.ts: opens the home and waits to be killed. */
unwrap(await openAt(process.argv[2] ?? ''));
console.log('held');
