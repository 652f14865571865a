import { failure, type Json, RedressError } from '../core/index.ts';
import type { Job } from '../queue/port/index.ts';
import type { App } from './compose.ts';
import { OPERATIONS } from './operations.ts';
import type { Caller } from './run-operation.ts';

/** What a worker file states: which queue it serves. At most one job of a queue at a time in a process. */
export type WorkerSpec = { readonly queue: string; readonly leaseSeconds: number };

const POLL_MS = 200;

/** Failures that another try can mend; the rest are final at once, so that a poison job does not block the queue. */
const RETRIED = ['SERVICE_UNAVAILABLE', 'AUDIT_UNAVAILABLE', 'HOME_LOCKED'];

/** Progress and lease of a job are told beside its work: one that comes too late is no failure of the job. */
const lost = (): undefined => undefined;

async function runJob(app: App, caller: Caller, job: Job): Promise<void> {
  const op = OPERATIONS.find((item) => item.name === job.operation);
  if (op === undefined) {
    const { code, message } = failure('JOB_FAILED', `operation ${job.operation} does not exist`);
    await app.queue.fail(job.id, { code, message }, 'final');
    return;
  }
  const progress: Caller['progress'] = (value) => void app.queue.progress(job.id, { ...value }).catch(lost);
  const result = await op.run(app, { ...caller, progress }, job.data).catch((error: unknown) => {
    const problem =
      error instanceof RedressError ? error.failure : failure('INTERNAL', `job ${job.id} stopped on a bug`, {}, error);
    return { ok: false as const, error: problem };
  });
  if (result.ok) await app.queue.complete(job.id, result.value as Json);
  else
    await app.queue.fail(
      job.id,
      { code: result.error.code, message: result.error.message },
      RETRIED.includes(result.error.code) ? 'retry' : 'final',
    );
}

/** Serves one queue until stopped; `stop` waits for the job in hand. */
export function startWorker(app: App, caller: Caller, spec: WorkerSpec): { readonly stop: () => Promise<void> } {
  let stopping = false;
  const loop = async () => {
    while (!stopping) {
      const job = await app.queue.take(spec.queue, spec.leaseSeconds);
      if (job === null) {
        await new Promise((resolve) => setTimeout(resolve, POLL_MS));
        continue;
      }
      const renew = setInterval(
        () => void app.queue.renew(job.id, spec.leaseSeconds).catch(lost),
        (spec.leaseSeconds * 1000) / 3,
      );
      await runJob(app, caller, job).finally(() => clearInterval(renew));
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
