#!/usr/bin/env node
// The command inside the image, where the Node that runs this is the pinned one and the packages are already there.
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { NODE_FLAGS } from './flags.js';
import { run } from './run.js';

const main = join(dirname(dirname(fileURLToPath(import.meta.url))), 'src', 'cli', 'main.ts');
process.exitCode = await run(process.execPath, [...NODE_FLAGS, main, ...process.argv.slice(2)]);
