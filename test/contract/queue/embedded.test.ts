import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { type JobId, unwrap } from '../../../src/core/index.ts';
import { openEmbedded } from '../../../src/store/embedded/index.ts';
import { movedTime, type OpenQueue, queueContract } from './suite.ts';

const open: OpenQueue = async (folder, clock) => {
  const { store, queue } = unwrap(await openEmbedded({ path: join(folder, 'redress.db'), homeId: 'home', clock }));
  return {
    queue,
    close: async () => {
      await queue.close();
      await store.close();
    },
  };
};

queueContract('embedded', open, movedTime);

const job = { id: 'j1' as JobId, queue: 'q', operation: 'op', data: null };

function temporaryFolder(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'redress-queue-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

describe('the embedded queue alone', () => {
  it('gives a job in hand to the next process at once, because the lock of the home says that the last one is gone', async (t) => {
    const folder = temporaryFolder(t);
    const { clock } = movedTime();
    const first = await open(folder, clock);
    await first.queue.enqueue(job);
    await first.queue.take('q', 3_600);
    await first.close();
    const second = await open(folder, clock);
    const taken = await second.queue.take('q', 30);
    await second.close();
    assert.equal(taken?.job.attempts, 2);
  });

  it('counts time to the microsecond', async (t) => {
    const time = movedTime();
    const { queue, close } = await open(temporaryFolder(t), time.clock);
    await queue.enqueue(job);
    const first = await queue.take('q', 10);
    await time.wait(9.999999);
    assert.equal(await queue.take('q', 10), null);
    assert.equal(first === null ? null : await queue.renew(first.lease, 10), true);
    await time.wait(9.999999);
    assert.equal(await queue.take('q', 10), null);
    await time.wait(0.000001);
    assert.equal((await queue.take('q', 10))?.job.id, 'j1');
    await close();
  });

  it('never lets a job wait more than five minutes for its next attempt', async (t) => {
    const time = movedTime();
    const { queue, close } = await open(temporaryFolder(t), time.clock);
    await queue.enqueue({ ...job, maxAttempts: 20 });
    for (let attempt = 1; attempt < 20; attempt++) {
      const taken = await queue.take('q', 10);
      assert.equal(taken?.job.attempts, attempt);
      await queue.fail(taken.lease, { code: 'LIMIT', message: 'as the test says' }, 'retry');
      await time.wait(300);
    }
    await close();
  });

  it('keeps the last two hundred tellings of progress, and every other event', async (t) => {
    const { queue, close } = await open(temporaryFolder(t), movedTime().clock);
    await queue.enqueue(job);
    const taken = await queue.take('q', 30);
    assert.ok(taken !== null);
    for (let done = 1; done <= 230; done++) await queue.progress(taken.lease, done);
    await queue.complete(taken.lease, null);
    const told: unknown[] = [];
    for await (const { kind, data } of queue.events(job.id, null, AbortSignal.timeout(10_000))) told.push(data ?? kind);
    await close();
    const kept = Array.from({ length: 200 }, (_, index) => index + 31);
    assert.deepEqual(told, ['waiting', 'running', ...kept, 'done']);
  });
});
