import type { JobId, Json } from '../../core/index.ts';

/**
 * `waiting` for a worker or for its time, `running` under a lease, `parked` until the jobs that it spawned have ended.
 * The other three are ends; `failed` is the dead-letter list, kept with its reason until someone runs it again.
 */
export type JobState = 'waiting' | 'running' | 'parked' | 'done' | 'failed' | 'cancelled';

/**
 * A job as it is asked for. `data` names what to work on (a source and a chunk, a run and a component), never carries
 * it. An id always stands for the same queue, operation and data, because it is made of them.
 */
export type NewJob = {
  readonly id: JobId;
  readonly queue: string;
  readonly operation: string;
  readonly data: Json;
  readonly maxAttempts?: number;
};

export type JobError = { readonly code: string; readonly message: string };

/** A unit of work. A time spent parked uses up no attempt. */
export type Job = {
  readonly id: JobId;
  readonly queue: string;
  readonly operation: string;
  readonly data: Json;
  readonly state: JobState;
  readonly attempts: number;
  readonly maxAttempts: number;
  readonly progress: Json;
  readonly result: Json;
  readonly error: JobError | null;
};

/** Who holds a job. Each take has a token of its own, so a worker that lost its lease can no longer speak for the job. */
export type Lease = { readonly id: JobId; readonly token: string };

/** How a spawned job ended. */
export type EndedJob = Pick<Job, 'id' | 'operation' | 'data' | 'result' | 'error'> & {
  readonly state: 'done' | 'failed' | 'cancelled';
};

/** A job in hand. `ended` holds the jobs that it spawned when it was last parked, in the order in which it named them. */
export type TakenJob = { readonly job: Job; readonly lease: Lease; readonly ended: readonly EndedJob[] };

/** Something that happened to a job. `id` is a place in the history of the queue: a reader goes on after the last it saw. */
export type JobEvent = {
  readonly id: string;
  readonly kind: 'waiting' | 'running' | 'progress' | 'parked' | 'done' | 'failed' | 'cancelled';
  readonly data: Json;
};

/**
 * Jobs, at least once each: a job whose worker dies is taken again when its lease ends, so what it does must be
 * idempotent (content ids make it so). The same id enqueued twice is one job. Whoever holds a lease acts through it;
 * those acts answer false, and change nothing, when the lease was lost.
 */
export type Queue = {
  /** Adds a job. One that is there stays as it is, but a failed or cancelled one starts again with no attempt used. */
  readonly enqueue: (job: NewJob) => Promise<Job>;
  readonly get: (id: JobId) => Promise<Job | null>;
  /** Jobs, the newest first; a null queue or state stands for all. */
  readonly list: (queue: string | null, state: JobState | null, limit: number) => Promise<readonly Job[]>;
  /** Leases the next due job of a queue, or null. A job whose workers all died is failed here after its last attempt. */
  readonly take: (queue: string, leaseSeconds: number) => Promise<TakenJob | null>;
  readonly renew: (lease: Lease, leaseSeconds: number) => Promise<boolean>;
  readonly progress: (lease: Lease, progress: Json) => Promise<boolean>;
  readonly complete: (lease: Lease, result: Json) => Promise<boolean>;
  /**
   * Gives a job back: `retry` again with backoff while attempts are left, else failed; `later` again after the first
   * backoff without using up an attempt (a service was down, or this worker is stopping); `final` failed at once.
   */
  readonly fail: (lease: Lease, error: JobError, next: 'retry' | 'later' | 'final') => Promise<boolean>;
  /**
   * Adds jobs and parks the one in hand until all of them have ended, in whichever way; it is then taken again with
   * them in `ended`. A child that is there already is not added twice. No child parks it for no time at all.
   */
  readonly spawn: (lease: Lease, children: readonly NewJob[]) => Promise<boolean>;
  /** Takes a waiting or parked job off, its waiting children with it; false when it runs or has ended. */
  readonly cancel: (id: JobId) => Promise<boolean>;
  /**
   * What happens to a job, after the event `after` (null, or no id of this queue: from the beginning of what is kept),
   * until it has ended or the signal ends it. A job that is absent has no events.
   */
  readonly events: (id: JobId, after: string | null, signal: AbortSignal) => AsyncIterable<JobEvent>;
  readonly close: () => Promise<void>;
};
