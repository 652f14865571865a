import { describe, it } from 'node:test';
import { secretHex, unwrap } from '../../../src/core/index.ts';
import { openBullmq } from '../../../src/queue/bullmq/index.ts';
import { redisOrSkip, servicesForTests } from '../../services.ts';
import { workerContract } from './worker-suite.ts';

const { redis } = servicesForTests();

if (redis !== null)
  workerContract('BullMQ', async () => {
    const options = { url: redis.url, prefix: `redress-test-${secretHex(6)}`, queues: ['q'], stallSeconds: 2 };
    const queue = unwrap(await openBullmq(options));
    return { queue, close: () => queue.close() };
  });
else
  describe('a worker on the BullMQ queue', () => {
    it('keeps what every worker keeps', (t) => {
      redisOrSkip(t);
    });
  });
