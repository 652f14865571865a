import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it, type TestContext } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import {
  type App,
  compose,
  type JobWork,
  performOperation,
  type RunningWorker,
  readConfig,
  startWorker,
  type WorkerOptions,
} from '../../../src/app/index.ts';
import { err, failure, type JobId, type Json, ok, unwrap } from '../../../src/core/index.ts';
import type { Job, JobState, Queue } from '../../../src/queue/port/index.ts';

/** Opens an empty queue beside a program: its own, or another one in its place. `q` is a queue of it. */
export type QueueBeside = (app: App) => Promise<{ readonly queue: Queue; readonly close: () => Promise<void> }>;

const PATIENCE_MS = 8_000;
const OPTIONS: WorkerOptions = { concurrency: 1, leaseSeconds: 30, graceSeconds: 10 };
const idOf = (name: string) => name as JobId;

async function untilTrue(holds: () => Promise<boolean> | boolean, what: string): Promise<void> {
  for (let waited = 0; waited < PATIENCE_MS; waited += 20) {
    if (await holds()) return;
    await pause(20);
  }
  assert.fail(`not so after ${PATIENCE_MS} ms: ${what}`);
}

async function jobOf(queue: Queue, id: string): Promise<Job> {
  const job = await queue.get(idOf(id));
  assert.ok(job !== null, `job ${id} is absent`);
  return job;
}

const untilState = (queue: Queue, id: string, state: JobState) =>
  untilTrue(async () => (await queue.get(idOf(id)))?.state === state, `${id} is ${state}`);

const enqueue = (queue: Queue, id: string, more: { readonly data?: Json; readonly maxAttempts?: number } = {}) =>
  queue.enqueue({ id: idOf(id), queue: 'q', operation: 'op', data: null, ...more });

const done = async (result: Json) => ok({ kind: 'done' as const, result });

/** What the worker loop keeps, on every queue: poison does not stop it, an outage costs nothing, and it drains. */
export function workerContract(name: string, beside: QueueBeside): void {
  describe(`a worker on the ${name} queue`, () => {
    const root = mkdtempSync(join(tmpdir(), 'redress-worker-'));
    let plain: App;
    before(async () => {
      plain = unwrap(await compose(unwrap(readConfig({}, join(root, 'home')))));
      unwrap(plain.home.openCase({ id: 'A', purpose: 'work on A', authority: 'title 31' }));
    });
    after(async () => {
      await plain.close();
      rmSync(root, { recursive: true, force: true });
    });
    /** A program with a queue of its own, and what begins a worker on it; all of it ends with the test. */
    async function open(t: TestContext) {
      const { queue, close } = await beside(plain);
      const app: App = { ...plain, queue };
      const workers: RunningWorker[] = [];
      t.after(async () => {
        await Promise.all(workers.map((worker) => worker.stop()));
        await close();
      });
      const begin = (work: JobWork, options: Partial<WorkerOptions> = {}): RunningWorker => {
        const worker = startWorker(app, { queue: 'q', work, mostAtOnce: 8 }, { ...OPTIONS, ...options });
        workers.push(worker);
        return worker;
      };
      return { queue, begin };
    }

    it('puts a poison job into the dead-letter list with the reason, and goes on with the next', async (t) => {
      const { queue, begin } = await open(t);
      await enqueue(queue, 'bug');
      await enqueue(queue, 'refused');
      await enqueue(queue, 'good');
      let bugs = 0;
      begin(async (_app, { job }) => {
        if (job.id === 'refused') return err(failure('LIMIT', 'too large'));
        if (job.id !== 'bug') return done('well');
        bugs++;
        throw new TypeError('a bug of the job');
      });
      await untilState(queue, 'good', 'done');
      await untilState(queue, 'bug', 'failed');
      assert.equal(bugs, 3);
      const dead = (await queue.list('q', 'failed', 10)).map(({ id, error }) => [id, error?.code]);
      assert.deepEqual(dead, [
        ['refused', 'LIMIT'],
        ['bug', 'INTERNAL'],
      ]);
      assert.match((await jobOf(queue, 'refused')).error?.message ?? '', /^too large\./);
    });

    it('does a job again that stopped on a bug, because what comes of two workers that meet does not come again', async (t) => {
      const { queue, begin } = await open(t);
      await enqueue(queue, 'met');
      let turns = 0;
      begin(async () => {
        turns++;
        if (turns === 1) throw new TypeError('a row that was gone when it was read');
        return done(turns);
      });
      await untilState(queue, 'met', 'done');
      assert.deepEqual((await jobOf(queue, 'met')).result, 2);
    });

    it('fails a job whose data or operation it cannot read, or whose result is no JSON', async (t) => {
      const { queue, begin } = await open(t);
      await enqueue(queue, 'unreadable', { data: { asker: 'nobody' } });
      const asker = { actor: 'local', case: 'A', purpose: '', view: 'full' };
      await enqueue(queue, 'unknown', { data: { asker, input: null } });
      const worker = begin(performOperation);
      await untilState(queue, 'unknown', 'failed');
      await untilState(queue, 'unreadable', 'failed');
      await worker.stop();
      await enqueue(queue, 'no-json');
      begin(async () => done(Number.NaN));
      await untilState(queue, 'no-json', 'failed');
      const dead = (await queue.list('q', 'failed', 10)).map(({ id, error }) => [id, error?.code]);
      assert.deepEqual(dead, [
        ['no-json', 'INTERNAL'],
        ['unknown', 'JOB_FAILED'],
        ['unreadable', 'INTERNAL'],
      ]);
    });

    it('tries a job again after an outage, which uses up no attempt', async (t) => {
      const { queue, begin } = await open(t);
      await enqueue(queue, 'j1', { maxAttempts: 1 });
      let turns = 0;
      begin(async () => {
        turns++;
        return turns === 1 ? err(failure('SERVICE_UNAVAILABLE', 'the store is away')) : done(turns);
      });
      await untilState(queue, 'j1', 'done');
      const { attempts, result } = await jobOf(queue, 'j1');
      assert.deepEqual([attempts, result], [1, 2]);
    });

    it('carries a job through the jobs that it spawns', async (t) => {
      const { queue, begin } = await open(t);
      await enqueue(queue, 'parent', { data: [3, 4] });
      begin(async (_app, { job, ended }) => {
        if (job.id !== 'parent') return done(Number(job.data) * 2);
        if (ended.length > 0) return done(ended.map((child) => child.result));
        const children = (job.data as number[]).map((part) => ({
          id: idOf(`part-${part}`),
          queue: 'q',
          operation: 'op',
          data: part,
        }));
        return ok({ kind: 'parked', children });
      });
      await untilState(queue, 'parent', 'done');
      assert.deepEqual((await jobOf(queue, 'parent')).result, [6, 8]);
    });

    it('works as many jobs at once as it was told, and no more', async (t) => {
      const { queue, begin } = await open(t);
      const names = ['a', 'b', 'c', 'd', 'e', 'f'];
      for (const item of names) await enqueue(queue, item);
      let now = 0;
      let most = 0;
      const work: JobWork = async () => {
        now++;
        most = Math.max(most, now);
        await pause(60);
        now--;
        return done(null);
      };
      begin(work, { concurrency: 3 });
      for (const item of names) await untilState(queue, item, 'done');
      assert.equal(most, 3);
    });

    it('tells progress at most four times a second, and always the last', async (t) => {
      const { queue, begin } = await open(t);
      await enqueue(queue, 'j1');
      begin(async (_app, _taken, { progress }) => {
        for (let count = 1; count <= 60; count++) {
          progress({ stage: 'reading', done: count, total: 60 });
          await pause(10);
        }
        return done(null);
      });
      await untilState(queue, 'j1', 'done');
      assert.deepEqual((await jobOf(queue, 'j1')).progress, { stage: 'reading', done: 60, total: 60 });
      let told = 0;
      for await (const { kind } of queue.events(idOf('j1'), null, AbortSignal.timeout(5_000)))
        if (kind === 'progress') told++;
      assert.ok(told >= 2 && told <= 8, `told ${told} times`);
    });

    it('drains: the job in hand ends, and the next is left to others', async (t) => {
      const { queue, begin } = await open(t);
      await enqueue(queue, 'in-hand');
      await enqueue(queue, 'next');
      const worker = begin(async () => {
        await pause(300);
        return done('well');
      });
      await untilState(queue, 'in-hand', 'running');
      await worker.stop();
      assert.deepEqual((await jobOf(queue, 'in-hand')).result, 'well');
      const { state, attempts } = await jobOf(queue, 'next');
      assert.deepEqual([state, attempts], ['waiting', 0]);
    });

    it('drains: a long job is told, ends its batch and gives the rest back', async (t) => {
      const { queue, begin } = await open(t);
      await enqueue(queue, 'long');
      let batches = 0;
      const worker = begin(async (_app, _taken, { signal }) => {
        while (!signal.aborted) {
          await pause(30);
          batches++;
        }
        return ok({ kind: 'stopped' });
      });
      await untilTrue(() => batches >= 2, 'two batches are done');
      await worker.stop();
      const { state, attempts } = await jobOf(queue, 'long');
      assert.deepEqual([state, attempts], ['waiting', 0]);
    });

    it('drains: what is not done within the grace is given back, and its late end is not kept', async (t) => {
      const { queue, begin } = await open(t);
      await enqueue(queue, 'deaf');
      let ended = false;
      const work: JobWork = async () => {
        await pause(700);
        ended = true;
        return done('late');
      };
      const worker = begin(work, { graceSeconds: 0.2 });
      await untilState(queue, 'deaf', 'running');
      await worker.stop();
      assert.equal(ended, false);
      await untilTrue(() => ended, 'the work has ended');
      await pause(50);
      const { state, attempts, result, error } = await jobOf(queue, 'deaf');
      assert.deepEqual([state, attempts, result, error?.code], ['waiting', 0, null, 'SERVICE_UNAVAILABLE']);
    });

    it('stops quietly when another worker has its job', async (t) => {
      const { queue, begin } = await open(t);
      await enqueue(queue, 'slow');
      let lost = false;
      const work: JobWork = async (_app, { lease }, { signal }) => {
        await queue.fail(lease, { code: 'LIMIT', message: 'taken away' }, 'final');
        await untilTrue(() => signal.aborted, 'the worker has seen that the lease is lost');
        lost = true;
        return done('late');
      };
      const worker = begin(work, { leaseSeconds: 1 });
      await untilTrue(() => lost, 'the lease is lost');
      await worker.stop();
      const { state, result } = await jobOf(queue, 'slow');
      assert.deepEqual([state, result], ['failed', null]);
    });
  });
}
