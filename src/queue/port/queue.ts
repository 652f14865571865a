import type { JobId, Json } from '../../core/index.ts';

export type JobState = 'waiting' | 'running' | 'done' | 'failed' | 'cancelled';

/** A unit of work. `data` names what to work on (a source, a run), never carries it. */
export type Job = {
  readonly id: JobId;
  readonly queue: string;
  readonly operation: string;
  readonly data: Json;
  readonly state: JobState;
  readonly attempts: number;
  readonly maxAttempts: number;
  readonly runAtMicros: number;
  readonly progress: Json;
  readonly result: Json;
  readonly error: { readonly code: string; readonly message: string } | null;
};

/**
 * Jobs, at least once each: a job whose worker dies is taken again when its lease ends, so what it does must be
 * idempotent (content ids make it so). The same id enqueued twice is one job.
 */
export type Queue = {
  readonly enqueue: (job: {
    readonly id: JobId;
    readonly queue: string;
    readonly operation: string;
    readonly data: Json;
    readonly maxAttempts?: number;
  }) => Promise<Job>;
  readonly get: (id: JobId) => Promise<Job | null>;
  readonly list: (queue: string | null, state: JobState | null, limit: number) => Promise<readonly Job[]>;
  /** Leases the next due job of a queue, or null. */
  readonly take: (queue: string, leaseSeconds: number) => Promise<Job | null>;
  /** Extends the lease; false when it was lost. */
  readonly renew: (id: JobId, leaseSeconds: number) => Promise<boolean>;
  readonly progress: (id: JobId, progress: Json) => Promise<void>;
  readonly complete: (id: JobId, result: Json) => Promise<void>;
  /** Gives a job back: again with backoff while attempts are left and `retry` holds, else failed. */
  readonly fail: (
    id: JobId,
    error: { readonly code: string; readonly message: string },
    retry: 'retry' | 'final',
  ) => Promise<void>;
  readonly cancel: (id: JobId) => Promise<boolean>;
  readonly close: () => Promise<void>;
};
