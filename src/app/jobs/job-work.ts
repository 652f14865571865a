import type { Json, Result } from '../../core/index.ts';
import type { EndedJob, Job, NewJob } from '../../queue/port/index.ts';
import type { App } from '../compose.ts';
import type { Caller } from '../run-operation.ts';

/**
 * What a turn of a job comes to: it is done, it waits until the jobs that it names have ended, or it stopped early
 * because its signal ended, and another worker goes on with the rest.
 */
export type JobEnd =
  | { readonly kind: 'done'; readonly result: Json }
  | { readonly kind: 'parked'; readonly children: readonly NewJob[] }
  | { readonly kind: 'stopped' };

/**
 * A job in hand, in the name of whoever asked for it. `ended` are the jobs that it waited for, if it did. The signal
 * ends when the worker stops or has lost the job: a long turn then ends its batch and answers `stopped`.
 */
export type JobTurn = {
  readonly app: App;
  readonly caller: Caller;
  readonly job: Job;
  readonly ended: readonly EndedJob[];
  readonly input: Json;
  readonly signal: AbortSignal;
};

/** The work of an operation that is too large for one job. Each turn may be done twice, so it must be idempotent. */
export type JobSteps = (turn: JobTurn) => Promise<Result<JobEnd>>;
