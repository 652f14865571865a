import { err, failure, type Json, ok, type Result } from '../../core/index.ts';
import type { TakenJob } from '../../queue/port/index.ts';
import type { App } from '../compose.ts';
import { readJobData } from '../job-data.ts';
import { OPERATIONS } from '../operations.ts';
import type { Caller } from '../run-operation.ts';
import type { JobEnd } from './job-work.ts';
import { STEPS } from './steps.ts';

/** What a worker hands to the work of a job beside the job itself. */
export type Hands = { readonly progress: NonNullable<Caller['progress']>; readonly signal: AbortSignal };

/** Does one turn of a job. */
export type JobWork = (app: App, taken: TakenJob, hands: Hands) => Promise<Result<JobEnd>>;

/** Does a turn of a job by running its operation in the name of whoever asked for it. */
export const performOperation: JobWork = async (app, { job, ended }, { progress, signal }) => {
  const asked = readJobData(app.home, job.data);
  if (!asked.ok) return asked;
  const { input } = asked.value;
  const caller: Caller = { ...asked.value.caller, progress };
  const steps = Object.hasOwn(STEPS, job.operation) ? STEPS[job.operation] : undefined;
  if (steps !== undefined) return steps({ app, caller, job, ended, input, signal });
  const op = OPERATIONS.find((item) => item.name === job.operation);
  if (op === undefined) return err(failure('JOB_FAILED', `operation ${job.operation} does not exist`));
  const result = await op.run(app, caller, input);
  return result.ok ? ok({ kind: 'done', result: result.value as Json }) : result;
};
