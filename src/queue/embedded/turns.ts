import { type Clock, canonicalJson, failure, secretHex } from '../../core/index.ts';
import {
  backoffSeconds,
  DEFAULT_ATTEMPTS,
  type JobError,
  type Lease,
  type NewJob,
  type Queue,
  type TakenJob,
} from '../port/index.ts';
import { endedJob, jobOf } from './job-row.ts';
import type { JobRow, JobRows } from './job-table.ts';

/** What happens to a job between being added and its end, each inside one transaction of the jobs table. */
const SECOND = 1_000_000;
const TOKEN_BYTES = 12;

function lostWorker(): string {
  const { code, message } = failure('JOB_FAILED', 'whoever worked on the job ended each time before it was done');
  return canonicalJson({ code, message });
}

export async function add(rows: JobRows, job: NewJob, now: number): Promise<JobRow> {
  const { id, queue, operation, data, maxAttempts } = job;
  const [known] = await rows.get({ id });
  // A job that starts again has not spawned anything yet.
  if (known !== undefined && ['failed', 'cancelled'].includes(known.state)) await rows.dropChildren({ parent: id });
  const row = { id, queue, operation, data: canonicalJson(data), max_attempts: maxAttempts ?? DEFAULT_ATTEMPTS, now };
  const [added] = await rows.add(row);
  if (added === undefined) throw new Error('job-add answered no row');
  return added;
}

/** The next due job. One whose children were started again while it waited for a worker is parked once more. */
export async function take(rows: JobRows, clock: Clock, queue: string, leaseSeconds: number): Promise<TakenJob | null> {
  const now = clock.nowMicros();
  for (const { id } of await rows.bury({ queue, now, error: lostWorker() })) await rows.wake({ id, now });
  for (;;) {
    const token = secretHex(TOKEN_BYTES);
    const [row] = await rows.take({ queue, token, now, until: now + leaseSeconds * SECOND });
    if (row === undefined) return null;
    const job = jobOf(row);
    const children = await rows.children({ parent: job.id });
    const ended = children.map((child) => endedJob(jobOf(child))).filter((child) => child !== null);
    if (ended.length === children.length) return { job, lease: { id: job.id, token }, ended };
    await rows.park({ id: job.id, token, now });
  }
}

export async function complete(rows: JobRows, lease: Lease, now: number, result: string): Promise<boolean> {
  const [held] = await rows.complete({ ...lease, now, result });
  if (held === undefined) return false;
  await rows.wake({ id: lease.id, now });
  return true;
}

type Next = Parameters<Queue['fail']>[2];

function returned(job: JobRow, next: Next, now: number): Pick<JobRow, 'state' | 'attempts' | 'run_at'> {
  const { attempts, max_attempts, run_at } = job;
  if (next === 'later') return { state: 'waiting', attempts: attempts - 1, run_at: now + backoffSeconds(1) * SECOND };
  if (next === 'final' || attempts >= max_attempts) return { state: 'failed', attempts, run_at };
  return { state: 'waiting', attempts, run_at: now + backoffSeconds(attempts) * SECOND };
}

export async function fail(
  rows: JobRows,
  lease: Lease,
  now: number,
  { error, next }: { readonly error: JobError; readonly next: Next },
): Promise<boolean> {
  const [job] = await rows.get({ id: lease.id });
  if (job === undefined) return false;
  const text = canonicalJson({ code: error.code, message: error.message });
  const [held] = await rows.fail({ ...lease, now, ...returned(job, next, now), error: text });
  if (held === undefined) return false;
  await rows.wake({ id: lease.id, now });
  return true;
}

export async function spawn(rows: JobRows, lease: Lease, now: number, children: readonly NewJob[]): Promise<boolean> {
  const [held] = await rows.park({ ...lease, now });
  if (held === undefined) return false;
  await rows.dropChildren({ parent: lease.id });
  for (const [position, child] of children.entries()) {
    await add(rows, child, now);
    await rows.addChild({ parent: lease.id, position, child: child.id });
  }
  await rows.wake({ id: lease.id, now });
  return true;
}

/** Takes a job off, and what it spawned unless another job waits for it too. */
export async function cancel(rows: JobRows, id: string, now: number): Promise<boolean> {
  const [off] = await rows.cancel({ id });
  if (off === undefined) return false;
  for (const child of await rows.orphans({ parent: id })) await cancel(rows, child.id, now);
  await rows.wake({ id, now });
  return true;
}
