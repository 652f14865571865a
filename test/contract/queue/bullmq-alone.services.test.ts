import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { type JobId, secretHex, unwrap } from '../../../src/core/index.ts';
import { openBullmq } from '../../../src/queue/bullmq/index.ts';
import type { TakenJob } from '../../../src/queue/port/index.ts';
import { redisOrSkip } from '../../services.ts';
import { say } from './say.ts';

const newJob = (id: string) => ({ id: id as JobId, queue: 'q', operation: 'op', data: null });

describe('the BullMQ queue alone', () => {
  it('finds a parked job whose last child ended under a worker that died before it could tell', async (t) => {
    const redis = redisOrSkip(t);
    if (redis === null) return;
    const prefix = `redress-test-${secretHex(6)}`;
    const queue = unwrap(await openBullmq({ url: redis.url, prefix, queues: ['q'], stallSeconds: 0.5 }));
    t.after(() => queue.close());
    const take = async (): Promise<TakenJob> => {
      for (let look = 0; look < 300; look++) {
        const taken = await queue.take('q', 30);
        if (taken !== null) return taken;
        await pause(20);
      }
      return assert.fail('nothing was given out for six seconds');
    };
    await queue.enqueue(newJob('parent'));
    await queue.spawn((await take()).lease, [newJob('child')]);
    const child = await take();
    assert.equal(await say(redis.url, `DEL ${prefix}-own:waiters:child`), ':1');
    await queue.complete(child.lease, 'well');
    assert.equal((await queue.get('parent' as JobId))?.state, 'parked');
    const { job, ended } = await take();
    assert.deepEqual([job.id, ended.map(({ result }) => result)], ['parent', ['well']]);
  });

  it('serves homes that share a Redis apart', async (t) => {
    const redis = redisOrSkip(t);
    if (redis === null) return;
    const open = async () =>
      unwrap(await openBullmq({ url: redis.url, prefix: `redress-test-${secretHex(6)}`, queues: ['q'] }));
    const [one, other] = [await open(), await open()];
    t.after(() => Promise.all([one.close(), other.close()]));
    await one.enqueue(newJob('j1'));
    assert.equal(await other.get('j1' as JobId), null);
    assert.equal(await other.take('q', 30), null);
    assert.equal((await one.take('q', 30))?.job.id, 'j1');
  });
});
