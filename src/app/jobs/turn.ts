import { setTimeout as pause } from 'node:timers/promises';
import { err, errorClass, type Failure, failure, RedressError, type Result } from '../../core/index.ts';
import type { Lease, Queue, TakenJob } from '../../queue/port/index.ts';
import { reportBug } from '../bug-report.ts';
import type { App } from '../compose.ts';
import type { Progress } from '../context.ts';
import type { JobEnd } from './job-work.ts';
import type { JobWork } from './perform.ts';
import { progressTeller } from './progress-teller.ts';

/** How long a worker waits before it asks a queue again that could not be reached. */
export const UNREACHABLE_MS = 500;

/** An outage mends itself and uses up no attempt; a home held by another process, or the memory of a server, may be free at the next. */
const AGAIN: Readonly<Record<string, 'retry' | 'later'>> = {
  SERVICE_UNAVAILABLE: 'later',
  AUDIT_UNAVAILABLE: 'later',
  HOME_LOCKED: 'retry',
  SERVER_MEMORY: 'retry',
};

/** What comes of two workers that meet does not come again; a bug that comes so often is the job's own. */
const TURNS_WITH_A_BUG = 3;

/** Everything else is final at once, so that a poison job stands in the dead-letter list and not in the way. */
function giveBack(queue: Queue, { job, lease }: TakenJob, { code, message }: Failure): Promise<boolean> {
  const isBugMet = errorClass(code) === 'bug' && job.attempts < TURNS_WITH_A_BUG;
  return queue.fail(lease, { code, message }, AGAIN[code] ?? (isBugMet ? 'retry' : 'final'));
}

/** Gives a job back undone because its worker stops; it uses up no attempt. */
export function giveBackStopping(queue: Queue, lease: Lease): Promise<boolean> {
  const { code, message } = failure('SERVICE_UNAVAILABLE', 'the worker stopped before the job was done');
  return queue.fail(lease, { code, message }, 'later');
}

function settle(queue: Queue, taken: TakenJob, end: Result<JobEnd>): Promise<boolean> {
  if (!end.ok) return giveBack(queue, taken, end.error);
  switch (end.value.kind) {
    case 'done':
      return queue.complete(taken.lease, end.value.result);
    case 'parked':
      return queue.spawn(taken.lease, end.value.children);
    case 'stopped':
      return giveBackStopping(queue, taken.lease);
  }
}

/** Tells the queue, and asks again while it cannot be reached, until it answers or the job is given up. */
async function insist(tell: () => Promise<boolean>, givenUp: AbortSignal): Promise<void> {
  while (!givenUp.aborted) {
    try {
      await tell();
      return;
    } catch (error) {
      if (!(error instanceof RedressError) || errorClass(error.failure.code) !== 'unavailable') throw error;
      await pause(UNREACHABLE_MS, undefined, { signal: givenUp }).catch(() => undefined);
    }
  }
}

export type Hold = {
  readonly work: JobWork;
  readonly leaseSeconds: number;
  /** Ends when the worker stops. */
  readonly stopping: AbortSignal;
  /** Ends the hold: the lease was lost, or the job was given back. What the work still says is then not passed on. */
  readonly givenUp: AbortController;
};

/** Keeps a lease alive; it is asked for three times before it ends, so one renewal that fails loses nothing. */
function renewing(queue: Queue, lease: Lease, { leaseSeconds, givenUp }: Hold): () => void {
  const renew = async () => {
    if (!(await queue.renew(lease, leaseSeconds))) givenUp.abort();
  };
  const timer = setInterval(() => void renew().catch(() => undefined), (leaseSeconds * 1000) / 3);
  const end = () => clearInterval(timer);
  givenUp.signal.addEventListener('abort', end);
  return end;
}

/** A bug is the failure of its job, not of the worker: it is tried again, and then stands in the dead-letter list. */
function stoppedOn({ home }: App, { job }: TakenJob, error: unknown): Result<never> {
  if (error instanceof RedressError) return err(error.failure);
  return err(reportBug(home.folder, `job ${job.id} (${job.operation}) stopped on a bug`, error));
}

/** Does one turn of a job in hand and tells the queue what came of it. */
export async function doTurn(app: App, taken: TakenJob, hold: Hold): Promise<void> {
  const { queue } = app;
  const { lease } = taken;
  const { signal: givenUp } = hold.givenUp;
  const endRenewing = renewing(queue, lease, hold);
  const teller = progressTeller((value: Progress) => queue.progress(lease, { ...value }));
  try {
    const signal = AbortSignal.any([hold.stopping, givenUp]);
    const work = hold.work(app, taken, { progress: teller.tell, signal });
    const end = await work.catch((error: unknown) => stoppedOn(app, taken, error));
    await teller.finish();
    await insist(() => settle(queue, taken, end), givenUp);
  } catch (cause) {
    // What a queue refuses, such as a result that is no JSON, is a bug of the job and ends it.
    const bug = reportBug(app.home.folder, `the end of job ${lease.id} could not be told`, cause);
    await insist(() => giveBack(queue, taken, bug), givenUp);
  } finally {
    endRenewing();
  }
}
