import { ErrorCode, UnrecoverableError } from 'bullmq';
import { failure, type JobId, type Json, secretHex } from '../../core/index.ts';
import { backoffSeconds, type JobError, type Lease, type NewJob, type Queue, type TakenJob } from '../port/index.ts';
import { addJobs, refuseNoJson } from './adding.ts';
import type { Desk, Hall, KeptJob } from './desks.ts';
import { endsOf, errorCodeOf, lookAfter, tellWaiters, waitFor } from './family.ts';
import { attemptsOver, type JobRef, jobOf, PARKED_MS, reasonText } from './kept-job.ts';
import { keptJob } from './reading.ts';

const TOKEN_BYTES = 12;
/** What BullMQ answers when the lock is gone, is another's, or the job is not in hand or not there. */
const LOST: readonly unknown[] = [
  ErrorCode.JobNotExist,
  ErrorCode.JobLockNotExist,
  ErrorCode.JobNotInState,
  ErrorCode.JobLockMismatch,
];

/** A job in hand. The token of a lease opens with the queue, which the port does not name again. */
type InHand = { readonly desk: Desk; readonly kept: KeptJob; readonly ref: JobRef; readonly token: string };

function deskOf(hall: Hall, lease: Lease): Desk {
  return hall.desk(lease.token.split(' ')[0] ?? '');
}

async function holds({ queue }: Desk, { id, token }: Lease, hall: Hall): Promise<boolean> {
  return (await hall.client.get(`${queue.toKey(id)}:lock`)) === token;
}

/** Runs an act of whoever holds a job; false when the lease was lost. */
async function held(hall: Hall, lease: Lease, act: (inHand: InHand) => Promise<unknown>): Promise<boolean> {
  const desk = deskOf(hall, lease);
  const kept = await keptJob(desk, lease.id);
  if (kept === null) return false;
  try {
    await act({ desk, kept, ref: { queue: desk.name, id: lease.id }, token: lease.token });
    return true;
  } catch (error) {
    if (LOST.includes(errorCodeOf(error))) return false;
    throw error;
  }
}

async function failForGood(hall: Hall, { kept, ref, token }: InHand, error: JobError, attempts: number): Promise<void> {
  await kept.moveToFailed(new UnrecoverableError(reasonText(error, attempts)), token, false);
  await tellWaiters(hall, ref);
}

type Delay = { readonly milliseconds: number; readonly usesAttempt: boolean; readonly reason: string };

async function delay(hall: Hall, { desk, ref, token }: InHand, how: Delay): Promise<void> {
  await desk.queue.getBackend().moveToDelayed(ref.id, hall.nowMs(), how.milliseconds, token, {
    skipAttempt: !how.usesAttempt,
    fieldsToUpdate: { failedReason: how.reason },
  });
}

/** Parks a job in hand behind its children. Those that ended before it lay there are looked for afterwards. */
async function park(hall: Hall, inHand: InHand, children: readonly JobRef[]): Promise<void> {
  await waitFor(hall, inHand.ref, children);
  await delay(hall, inHand, { milliseconds: PARKED_MS, usesAttempt: false, reason: '' });
  await lookAfter(hall, inHand.ref);
}

/** What a fetched job is worth: a turn, or an end because its workers all died, or to be parked again. */
async function begin(hall: Hall, inHand: InHand): Promise<TakenJob | null> {
  const { kept, ref, token } = inHand;
  const job = jobOf(kept, 'running');
  if (job.attempts > job.maxAttempts) {
    const lost = failure('JOB_FAILED', 'whoever worked on the job ended each time before it was done');
    await failForGood(hall, inHand, lost, attemptsOver(kept));
    return null;
  }
  const ends = await endsOf(hall, kept.data.children);
  const ended = ends.filter((end) => end !== null);
  if (ended.length < ends.length) {
    await park(hall, inHand, kept.data.children);
    return null;
  }
  return { job, lease: { id: ref.id as JobId, token }, ended };
}

export async function take(hall: Hall, name: string, leaseSeconds: number): Promise<TakenJob | null> {
  const desk = hall.desk(name);
  const lockMs = hall.ms(leaseSeconds);
  const fetcher = await desk.fetcher(lockMs);
  for (;;) {
    const token = `${name} ${secretHex(TOKEN_BYTES)}`;
    const kept = await fetcher.getNextJob(token, { block: false });
    if (kept?.id === undefined) return null;
    if ((await desk.queue.getBackend().extendLock(kept.id, token, lockMs)) !== 1) continue;
    const taken = await begin(hall, { desk, kept, ref: { queue: name, id: kept.id }, token });
    if (taken !== null) return taken;
  }
}

export async function renew(hall: Hall, lease: Lease, leaseSeconds: number): Promise<boolean> {
  const backend = deskOf(hall, lease).queue.getBackend();
  return (await backend.extendLock(lease.id, lease.token, hall.ms(leaseSeconds))) === 1;
}

export async function tellProgress(hall: Hall, lease: Lease, progress: Json): Promise<boolean> {
  const desk = deskOf(hall, lease);
  refuseNoJson(progress);
  if (!(await holds(desk, lease, hall))) return false;
  await desk.queue.getBackend().updateProgress(lease.id, { is: progress });
  return true;
}

export async function complete(hall: Hall, lease: Lease, result: Json): Promise<boolean> {
  refuseNoJson(result);
  return held(hall, lease, async ({ kept, ref, token }) => {
    await kept.moveToCompleted(result, token, false);
    await tellWaiters(hall, ref);
  });
}

type Next = Parameters<Queue['fail']>[2];

export function fail(hall: Hall, lease: Lease, error: JobError, next: Next): Promise<boolean> {
  return held(hall, lease, async (inHand) => {
    const { attempts, maxAttempts } = jobOf(inHand.kept, 'running');
    const reason = reasonText(error);
    if (next === 'later')
      await delay(hall, inHand, { milliseconds: hall.ms(backoffSeconds(1)), usesAttempt: false, reason });
    else if (next === 'retry' && attempts < maxAttempts)
      await delay(hall, inHand, { milliseconds: hall.ms(backoffSeconds(attempts)), usesAttempt: true, reason });
    else await failForGood(hall, inHand, error, attempts);
  });
}

/**
 * Adds the children, notes them on the job and parks it. A worker that dies in between leaves the job to be taken
 * again, and to name the same children, of which none is added twice.
 */
export async function spawn(hall: Hall, lease: Lease, children: readonly NewJob[]): Promise<boolean> {
  if (!(await holds(deskOf(hall, lease), lease, hall))) return false;
  return held(hall, lease, async (inHand) => {
    const refs = children.map(({ queue, id }) => ({ queue, id }));
    await addJobs(hall, children);
    await inHand.kept.updateData({ ...inHand.kept.data, children: refs });
    await park(hall, inHand, refs);
  });
}
