import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it, type TestContext } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { type RedisService, startRedis } from '../../../services/start.ts';
import { compose, type JobWork, readConfig, startWorker } from '../../../src/app/index.ts';
import { type JobId, ok, RedressError, secretHex, unwrap } from '../../../src/core/index.ts';
import { openBullmq } from '../../../src/queue/bullmq/index.ts';
import type { Queue } from '../../../src/queue/port/index.ts';
import { redisOrSkip } from '../../services.ts';
import { say } from './say.ts';

const ID = 'j1' as JobId;
const JOB = { id: ID, queue: 'q', operation: 'op', data: null };

const openOn = (url: string) =>
  openBullmq({ url, prefix: `redress-test-${secretHex(6)}`, queues: ['q'], stallSeconds: 1 });

async function refusal(act: Promise<unknown>): Promise<{ readonly code: string; readonly seconds: number }> {
  const begun = performance.now();
  const code = await act.then(
    () => 'answered',
    (error: unknown) => (error instanceof RedressError ? error.failure.code : String(error)),
  );
  return { code, seconds: (performance.now() - begun) / 1000 };
}

async function soon<T>(ask: () => Promise<T>, holds: (value: T) => boolean): Promise<T> {
  for (let look = 0; look < 500; look++) {
    const value = await ask().catch(() => null);
    if (value !== null && holds(value)) return value;
    await pause(20);
  }
  return assert.fail('not so within ten seconds');
}

describe('the BullMQ queue while its Redis is away', () => {
  let redis: RedisService | null = null;
  const home = mkdtempSync(join(tmpdir(), 'redress-outage-'));
  before(async () => {
    const started = await startRedis({ durability: 'always' });
    if (started.ok) redis = started.value;
  });
  after(async () => {
    await redis?.stop();
    rmSync(home, { recursive: true, force: true });
  });

  async function openFor(t: TestContext): Promise<{ readonly queue: Queue; readonly server: RedisService } | null> {
    if (redisOrSkip(t) === null || redis === null) return null;
    const queue = unwrap(await openOn(redis.url));
    t.after(() => queue.close());
    return { queue, server: redis };
  }

  it('says so within two seconds, whatever is asked, and answers again by itself', async (t) => {
    const opened = await openFor(t);
    if (opened === null) return;
    const { queue, server } = opened;
    await queue.enqueue(JOB);
    await server.kill();
    for (const act of [
      () => queue.get(ID),
      () => queue.enqueue(JOB),
      () => queue.list(null, null, 10),
      () => queue.cancel(ID),
      () => queue.take('q', 30),
    ]) {
      const { code, seconds } = await refusal(act());
      assert.equal(code, 'SERVICE_UNAVAILABLE');
      assert.ok(seconds < 2, `${seconds} s`);
    }
    assert.ok((await server.restart()).ok);
    const job = await soon(
      () => queue.get(ID),
      (found) => found !== null,
    );
    assert.equal(job?.state, 'waiting');
  });

  it('says so within two seconds when Redis is there and does not answer', async (t) => {
    const opened = await openFor(t);
    if (opened === null) return;
    const { queue, server } = opened;
    await queue.enqueue(JOB);
    assert.equal(await say(server.url, 'CLIENT PAUSE 2500 ALL'), '+OK');
    const { code, seconds } = await refusal(queue.get(ID));
    assert.deepEqual([code, seconds < 2], ['SERVICE_UNAVAILABLE', true]);
    const job = await soon(
      () => queue.get(ID),
      (found) => found !== null,
    );
    assert.equal(job?.state, 'waiting');
  });

  it('loses no job in hand and uses up no attempt, and a reader of the history goes on', async (t) => {
    const opened = await openFor(t);
    if (opened === null) return;
    const { queue, server } = opened;
    const app = unwrap(await compose(unwrap(readConfig({}, home))));
    t.after(() => app.close());
    const work: JobWork = async (_app, _taken, { progress }) => {
      progress({ stage: 'before', done: 1, total: null });
      await server.kill();
      await pause(1_000);
      await server.restart();
      return ok({ kind: 'done', result: 'kept' });
    };
    await queue.enqueue(JOB);
    const kinds: string[] = [];
    const reading = (async () => {
      for await (const { kind } of queue.events(ID, null, AbortSignal.timeout(20_000))) kinds.push(kind);
    })();
    await soon(
      async () => kinds.length,
      (count) => count === 1,
    );
    const options = { concurrency: 1, leaseSeconds: 20, graceSeconds: 5 };
    const worker = startWorker({ ...app, queue }, { queue: 'q', work, mostAtOnce: 1 }, options);
    t.after(() => worker.stop());
    const job = await soon(
      () => queue.get(ID),
      (found) => found?.state === 'done',
    );
    await reading;
    assert.deepEqual([job?.attempts, job?.result], [1, 'kept']);
    assert.deepEqual([kinds[0], kinds[1], kinds.at(-1)], ['waiting', 'running', 'done']);
  });

  it('closes at once while Redis is away', async (t) => {
    if (redisOrSkip(t) === null || redis === null) return;
    const queue = unwrap(await openOn(redis.url));
    await queue.enqueue(JOB);
    await queue.take('q', 30);
    await redis.kill();
    const begun = performance.now();
    await queue.close();
    assert.ok(performance.now() - begun < 2_000);
    assert.ok((await redis.restart()).ok);
  });

  it('is refused at the start when Redis would throw jobs away, and when it is not there', async (t) => {
    const opened = await openFor(t);
    if (opened === null) return;
    const { server } = opened;
    await say(server.url, 'CONFIG SET maxmemory-policy allkeys-lru');
    const evicting = await openOn(server.url);
    await say(server.url, 'CONFIG SET maxmemory-policy noeviction');
    assert.equal(evicting.ok ? 'opened' : evicting.error.code, 'SERVICE_UNAVAILABLE');
    assert.match(evicting.ok ? '' : evicting.error.message, /maxmemory-policy of Redis is allkeys-lru; .* noeviction/);
    const begun = performance.now();
    const absent = await openOn('redis://name:secret@127.0.0.1:1');
    assert.ok(performance.now() - begun < 2_000);
    assert.match(absent.ok ? '' : absent.error.message, /^Redis does not answer at 127\.0\.0\.1:1\. /);
  });
});
