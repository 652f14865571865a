import { readFileSync } from 'node:fs';
import { systemClock } from '../core/index.ts';
import { broker } from './broker.ts';
import type { BrokerRequest } from './protocol.ts';

/**
 * The broker as a process of its own: one request on stdin, one reply on stdout, and nothing of the program that asks in
 * its memory, nor a key in the program's.
 */
const folder = process.argv[2];
if (folder === undefined) throw new Error('the broker needs its folder');
const request = JSON.parse(readFileSync(0, 'utf8')) as BrokerRequest;
process.stdout.write(JSON.stringify(broker(folder, request, systemClock)));
