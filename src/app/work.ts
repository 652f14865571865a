import { err, failure, type Json, RedressError, type Result } from '../core/index.ts';
import type { Job } from '../queue/port/index.ts';
import type { App } from './compose.ts';
import { readJobData } from './job-data.ts';
import { OPERATIONS } from './operations.ts';
import type { Caller } from './run-operation.ts';

/** What a worker file states: which queue it serves. At most one job of a queue at a time in a process. */
export type WorkerSpec = { readonly queue: string; readonly leaseSeconds: number };

const POLL_MS = 200;

/** Failures that another try can mend; the rest are final at once, so that a poison job does not block the queue. */
const RETRIED = ['SERVICE_UNAVAILABLE', 'AUDIT_UNAVAILABLE', 'HOME_LOCKED'];

/** Progress and lease of a job are told beside its work: one that comes too late is no failure of the job. */
const lost = (): undefined => undefined;

/** Runs the operation of a job in the name of whoever asked for it. */
async function perform(app: App, job: Job): Promise<Result<unknown>> {
  const op = OPERATIONS.find((item) => item.name === job.operation);
  if (op === undefined) return err(failure('JOB_FAILED', `operation ${job.operation} does not exist`));
  try {
    const asked = readJobData(app.home, job.data);
    if (!asked.ok) return asked;
    const { caller, input } = asked.value;
    const progress: Caller['progress'] = (value) => void app.queue.progress(job.id, { ...value }).catch(lost);
    return await op.run(app, { ...caller, progress }, input);
  } catch (error) {
    return err(
      error instanceof RedressError ? error.failure : failure('INTERNAL', `job ${job.id} stopped on a bug`, {}, error),
    );
  }
}

async function runJob(app: App, job: Job): Promise<void> {
  const result = await perform(app, job);
  if (result.ok) await app.queue.complete(job.id, result.value as Json);
  else
    await app.queue.fail(
      job.id,
      { code: result.error.code, message: result.error.message },
      RETRIED.includes(result.error.code) ? 'retry' : 'final',
    );
}

/** Takes one job and does it; false when none waits. */
async function turn(app: App, { queue, leaseSeconds }: WorkerSpec): Promise<boolean> {
  const job = await app.queue.take(queue, leaseSeconds);
  if (job === null) return false;
  const renew = setInterval(() => void app.queue.renew(job.id, leaseSeconds).catch(lost), (leaseSeconds * 1000) / 3);
  await runJob(app, job).finally(() => clearInterval(renew));
  return true;
}

/** Serves one queue until stopped; `stop` waits for the job in hand. */
export function startWorker(app: App, spec: WorkerSpec): { readonly stop: () => Promise<void> } {
  let stopping = false;
  const loop = async () => {
    while (!stopping) {
      // A queue that cannot be reached now is asked again; a job that could not be marked done comes back after its lease.
      const worked = await turn(app, spec).catch(() => false);
      if (!worked) await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    }
  };
  const finished = loop();
  return {
    stop: async () => {
      stopping = true;
      await finished;
    },
  };
}
