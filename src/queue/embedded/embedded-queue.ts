import { type Clock, canonicalJson, failure, type JobId, type Json, RedressError } from '../../core/index.ts';
import type { Job, JobState, Queue } from '../port/index.ts';
import type { JobRow, JobTable } from './job-table.ts';

const DEFAULT_ATTEMPTS = 5;
const SECOND = 1_000_000;
const FIRST_DELAY = SECOND;
const LONGEST_DELAY = 300 * SECOND;

/** How long a failed job waits: 1 s after the first attempt, twice as long after each further one, at most 5 minutes. */
export function backoffMicros(attempts: number): number {
  return Math.min(LONGEST_DELAY, FIRST_DELAY * 2 ** Math.min(attempts - 1, 30));
}

function jobOf(row: JobRow): Job {
  return {
    id: row.id as JobId,
    queue: row.queue,
    operation: row.operation,
    data: JSON.parse(row.data) as Json,
    state: row.state as JobState,
    attempts: row.attempts,
    maxAttempts: row.max_attempts,
    runAtMicros: row.run_at,
    progress: JSON.parse(row.progress) as Json,
    result: JSON.parse(row.result) as Json,
    error: JSON.parse(row.error) as Job['error'],
  };
}

async function one(rows: Promise<readonly JobRow[]>): Promise<Job | null> {
  const [row] = await rows;
  return row === undefined ? null : jobOf(row);
}

function lostWorker(): string {
  const { code, message } = failure('JOB_FAILED', 'whoever worked on the job ended each time before it was done');
  return canonicalJson({ code, message });
}

async function take(table: JobTable, clock: Clock, queue: string, leaseSeconds: number): Promise<Job | null> {
  const now = clock.nowMicros();
  await table.bury({ queue, now, error: lostWorker() });
  return one(table.take({ queue, now, until: now + leaseSeconds * SECOND }));
}

async function fail(table: JobTable, clock: Clock, ...[id, error, retry]: Parameters<Queue['fail']>): Promise<void> {
  const [row] = await table.get({ id });
  if (row === undefined) throw new RedressError(failure('NOT_FOUND', `there is no job ${id}`));
  const again = retry === 'retry' && row.attempts < row.max_attempts;
  await table.fail({
    id,
    state: again ? 'waiting' : 'failed',
    run_at: again ? clock.nowMicros() + backoffMicros(row.attempts) : row.run_at,
    error: canonicalJson(error),
  });
}

/** The queue port on a jobs table. Time comes from the clock alone. Closing it is the table owner's business. */
export function embeddedQueue(table: JobTable, clock: Clock): Queue {
  return {
    enqueue: async ({ id, queue, operation, data, maxAttempts }) => {
      const row = { id, queue, operation, data: canonicalJson(data), max_attempts: maxAttempts ?? DEFAULT_ATTEMPTS };
      const job = await one(table.add({ ...row, now: clock.nowMicros() }));
      if (job === null) throw new Error('job-add answered no row');
      return job;
    },
    get: (id) => one(table.get({ id })),
    list: async (queue, state, limit) => (await table.list({ queue, state, limit })).map(jobOf),
    take: (queue, leaseSeconds) => take(table, clock, queue, leaseSeconds),
    renew: async (id, leaseSeconds) => {
      const now = clock.nowMicros();
      return (await table.renew({ id, now, until: now + leaseSeconds * SECOND })).length > 0;
    },
    progress: async (id, progress) => {
      await table.progress({ id, progress: canonicalJson(progress) });
    },
    complete: async (id, result) => {
      await table.complete({ id, result: canonicalJson(result) });
    },
    fail: (id, error, retry) => fail(table, clock, id, error, retry),
    cancel: async (id) => (await table.cancel({ id })).length > 0,
    close: async () => undefined,
  };
}
