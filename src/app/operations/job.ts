import { z } from 'zod';
import { cutFor } from '../../access/index.ts';
import { err, failure, isId, type Json, ok, operation } from '../../core/index.ts';
import type { Job } from '../../queue/port/index.ts';
import type { AppOperation, OperationContext } from '../context.ts';
import { readJobData } from '../job-data.ts';

const input = z.strictObject({ id: z.string() });
const output = z.object({
  id: z.string(),
  queue: z.string(),
  operation: z.string(),
  state: z.enum(['waiting', 'running', 'parked', 'done', 'failed', 'cancelled']),
  attempts: z.number(),
  progress: z.json(),
  result: z.json(),
  error: z.object({ code: z.string(), message: z.string() }).nullable(),
});
export type ShownJob = z.infer<typeof output>;

/** What is told of a job: never its data, which holds what was asked for and by whom. */
export function shownJob({ id, queue, operation: name, state, attempts, progress, result, error }: Job): ShownJob {
  return { id, queue, operation: name, state, attempts, progress, result, error } as ShownJob;
}

/** A job is of the case that it was asked for in, and its result of what its asker may see. */
function isVisible({ home, viewer, cut }: OperationContext, data: Json): boolean {
  const asked = readJobData(home, data);
  if (!asked.ok || asked.value.caller.viewer.case.id !== viewer.case.id) return false;
  return cutFor(asked.value.caller.viewer).classes.every((item) => cut.classes.includes(item));
}

/** How a job stands. Another case's job, and one asked for under a wider view, is not there. */
export const jobShow: AppOperation<z.infer<typeof input>, ShownJob> = operation({
  name: 'job.show',
  input,
  output,
  access: { action: 'result.read', mode: 'read', protectedData: true },
  key: ({ id }) => id,
  run: async (context, { id }) => {
    const job = isId('job', id) ? await context.queue.get(id) : null;
    return job !== null && isVisible(context, job.data)
      ? ok(shownJob(job))
      : err(failure('NOT_FOUND', `there is no job ${id}`));
  },
});
