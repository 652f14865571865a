import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { z } from 'zod';
import type { Clock, JobId } from '../../../src/core/index.ts';
import type { Job, JobState, Queue } from '../../../src/queue/port/index.ts';

/** Opens the queue of one adapter on a home folder, with the clock that the case moves. */
export type OpenQueue = (
  folder: string,
  clock: Clock,
) => Promise<{ readonly queue: Queue; readonly close: () => Promise<void> }>;

const STATES = ['waiting', 'running', 'done', 'failed', 'cancelled'] as const satisfies readonly JobState[];
const id = z.string();

/** The words of the cases; strict, so that no case can name an adapter or be left out. Times are seconds. */
const step = z.union([
  z.strictObject({
    enqueue: id,
    queue: z.string().optional(),
    data: z.json().optional(),
    'max-attempts': z.number().optional(),
  }),
  z.strictObject({ wait: z.number() }),
  z.strictObject({ take: z.string(), lease: z.number().optional(), gives: id.nullable() }),
  z.strictObject({ renew: id, lease: z.number(), gives: z.boolean() }),
  z.strictObject({ progress: id, value: z.json() }),
  z.strictObject({ complete: id, result: z.json() }),
  z.strictObject({ fail: id, retry: z.enum(['retry', 'final']) }),
  z.strictObject({ cancel: id, gives: z.boolean() }),
  z.strictObject({ reopen: z.literal('now') }),
  z.strictObject({
    job: id,
    is: z.strictObject({
      state: z.enum(STATES),
      attempts: z.number(),
      progress: z.json().optional(),
      result: z.json().optional(),
      error: z.string().nullable().optional(),
      data: z.json().optional(),
    }),
  }),
  z.strictObject({ absent: id }),
  z.strictObject({
    list: z.array(id),
    queue: z.string().optional(),
    state: z.enum(STATES).optional(),
    limit: z.number().optional(),
  }),
]);
type Step = z.infer<typeof step>;
const caseFile = z.array(z.strictObject({ name: z.string().min(20), steps: z.array(step).min(1) })).min(1);

const SECOND = 1_000_000;
const START = 1_709_251_200_000_000;
const idOf = (name: string) => name as JobId;

async function check(queue: Queue, item: Extract<Step, { job: string }>): Promise<void> {
  const job = await queue.get(idOf(item.job));
  assert.ok(job !== null, `job ${item.job} is absent`);
  const told = { ...job, error: job.error?.code ?? null } as Record<string, unknown>;
  const wanted = Object.fromEntries(Object.keys(item.is).map((key) => [key, told[key]]));
  assert.deepEqual(wanted, item.is);
}

async function playJob(queue: Queue, item: Step): Promise<void> {
  if ('enqueue' in item) {
    const { enqueue, queue: name, data } = item;
    const most = item['max-attempts'];
    const job = { id: idOf(enqueue), queue: name ?? 'q', operation: 'op', data: (data ?? null) as Job['data'] };
    await queue.enqueue(most === undefined ? job : { ...job, maxAttempts: most });
  } else if ('take' in item) assert.equal((await queue.take(item.take, item.lease ?? 30))?.id ?? null, item.gives);
  else if ('renew' in item) assert.equal(await queue.renew(idOf(item.renew), item.lease), item.gives);
  else if ('progress' in item) await queue.progress(idOf(item.progress), item.value as Job['progress']);
  else if ('complete' in item) await queue.complete(idOf(item.complete), item.result as Job['result']);
  else if ('fail' in item)
    await queue.fail(idOf(item.fail), { code: 'LIMIT', message: 'as the case says' }, item.retry);
  else if ('cancel' in item) assert.equal(await queue.cancel(idOf(item.cancel)), item.gives);
  else if ('job' in item) await check(queue, item);
  else if ('absent' in item) assert.equal(await queue.get(idOf(item.absent)), null);
  else if ('list' in item) {
    const jobs = await queue.list(item.queue ?? null, item.state ?? null, item.limit ?? 100);
    assert.deepEqual(
      jobs.map((job) => job.id),
      item.list,
    );
  }
}

async function runSteps(open: OpenQueue, folder: string, steps: readonly Step[]): Promise<void> {
  let now = START;
  const clock: Clock = { nowMicros: () => now };
  let opened = await open(folder, clock);
  try {
    for (const item of steps) {
      if ('wait' in item) now += item.wait * SECOND;
      else if ('reopen' in item) {
        await opened.close();
        opened = await open(folder, clock);
      } else await playJob(opened.queue, item);
    }
  } finally {
    await opened.close();
  }
}

/** What every queue keeps: one job an id, leases that end, retries that wait longer each time, and jobs that outlive a process. */
export function queueContract(name: string, open: OpenQueue): void {
  describe(`the ${name} queue`, () => {
    const root = mkdtempSync(join(tmpdir(), 'redress-queue-'));
    after(() => rmSync(root, { recursive: true, force: true }));
    const cases = caseFile.parse(JSON.parse(readFileSync(join(import.meta.dirname, 'cases', 'jobs.json'), 'utf8')));
    for (const item of cases) it(item.name, () => runSteps(open, mkdtempSync(join(root, 'home-')), item.steps));

    it('gives each of many jobs to one taker only', async () => {
      const opened = await open(mkdtempSync(join(root, 'home-')), { nowMicros: () => START });
      const ids = Array.from({ length: 40 }, (_, index) => idOf(`job-${String(index).padStart(2, '0')}`));
      await Promise.all(ids.map((item) => opened.queue.enqueue({ id: item, queue: 'q', operation: 'op', data: null })));
      const taken = await Promise.all(Array.from({ length: 50 }, () => opened.queue.take('q', 30)));
      await opened.close();
      assert.deepEqual(
        taken
          .filter((job) => job !== null)
          .map((job) => job.id)
          .sort(),
        ids,
      );
    });
  });
}
