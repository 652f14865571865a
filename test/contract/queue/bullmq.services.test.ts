import { basename } from 'node:path';
import { describe, it } from 'node:test';
import { unwrap } from '../../../src/core/index.ts';
import { openBullmq } from '../../../src/queue/bullmq/index.ts';
import { redisOrSkip, servicesForTests } from '../../services.ts';
import { type OpenQueue, queueContract, realTime } from './suite.ts';

/** A second of a case, in milliseconds: short enough for the suite, and long beside what a busy machine is late by. */
const SECOND_MS = 250;
const STALL_SECONDS = 0.2;

const { redis } = servicesForTests();

const open: OpenQueue = async (folder) => {
  const queue = unwrap(
    await openBullmq({
      url: redis?.url ?? '',
      prefix: `redress-test-${basename(folder)}`,
      queues: ['q', 'other'],
      stallSeconds: STALL_SECONDS,
      secondMs: SECOND_MS,
    }),
  );
  return { queue, close: () => queue.close() };
};

if (redis !== null) queueContract('BullMQ', open, realTime(SECOND_MS, 3_000));
else
  describe('the BullMQ queue', () => {
    it('keeps what every queue keeps', (t) => {
      redisOrSkip(t);
    });
  });
