import type { Job as BullJob } from 'bullmq';
import type { JobId, Json } from '../../core/index.ts';
import type { EndedJob, Job, JobError, JobState } from '../port/index.ts';

/** A job of a queue, as the keys of this adapter name it. */
export type JobRef = { readonly queue: string; readonly id: string };

/** What stands in the data of a BullMQ job: the data of ours, its number in the order of coming, and what it waits for. */
export type Kept = { readonly data: Json; readonly no: number; readonly children: readonly JobRef[] };

/** Progress is wrapped, because BullMQ gives 0 for a job that told none. */
export type KeptProgress = { readonly is: Json };

/**
 * Why a job failed, as BullMQ's failedReason holds it. `attempts` stands in the reason of a job that failed for good,
 * which tells it from the reason of an attempt, and a job of dead workers has used no attempt by being buried.
 */
type Reason = JobError & { readonly attempts?: number };

/**
 * A parked job is a delayed one whose time is some thirty years away. BullMQ's own state for it, waiting-children, lets
 * a job have one parent only (it refuses a second) and waits for ever for a child that had failed when it was named.
 */
export const PARKED_MS = 1e12;
/** No clock of this century shows it, so a time after it belongs to a parked job. */
export const PARKED_AFTER = 2.5e12;

export function reasonText(error: JobError, attempts?: number): string {
  const reason: Reason = { code: error.code, message: error.message };
  return JSON.stringify(attempts === undefined ? reason : { ...reason, attempts });
}

export function reasonOf(text: string | undefined): Reason | null {
  return text === undefined || text === '' ? null : (JSON.parse(text) as Reason);
}

function errorOf(text: string | undefined): JobError | null {
  const reason = reasonOf(text);
  return reason === null ? null : { code: reason.code, message: reason.message };
}

function progressOf(progress: unknown): Json {
  return typeof progress === 'object' && progress !== null ? (progress as KeptProgress).is : null;
}

/** Attempts that are over: failed ones, and those whose worker died. */
export function attemptsOver({ attemptsMade, stalledCounter }: BullJob<Kept>): number {
  return attemptsMade + stalledCounter;
}

const STATES: Readonly<Record<string, JobState>> = {
  waiting: 'waiting',
  prioritized: 'waiting',
  delayed: 'waiting',
  active: 'running',
  completed: 'done',
  failed: 'failed',
};

/** Null for a state that is none of ours: the job was on its way from one to another, or is gone. */
export function stateOf(job: BullJob<Kept>, bullState: string): JobState | null {
  return bullState === 'delayed' && job.delay === PARKED_MS ? 'parked' : (STATES[bullState] ?? null);
}

export function jobOf(job: BullJob<Kept>, state: JobState): Job {
  const over = attemptsOver(job);
  return {
    id: (job.id ?? '') as JobId,
    queue: job.queueName,
    operation: job.name,
    data: job.data.data,
    state,
    attempts: state === 'running' ? over + 1 : (reasonOf(job.failedReason)?.attempts ?? over),
    maxAttempts: job.opts.attempts ?? 1,
    progress: progressOf(job.progress),
    result: state === 'done' ? (job.returnvalue as Json) : null,
    error: state === 'done' || state === 'parked' ? null : errorOf(job.failedReason),
  };
}

/** Null when the job has not ended. */
export function endedOf(job: BullJob<Kept>): EndedJob | null {
  if (job.finishedOn === undefined) return null;
  const failed = reasonOf(job.failedReason)?.attempts !== undefined;
  const { id, operation, data, result, error } = jobOf(job, failed ? 'failed' : 'done');
  return { id, operation, data, result, error, state: failed ? 'failed' : 'done' };
}
