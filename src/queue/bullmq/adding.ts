import { canonicalJson, type Json } from '../../core/index.ts';
import { DEFAULT_ATTEMPTS, type NewJob } from '../port/index.ts';
import type { Desk, Hall } from './desks.ts';
import { unbury } from './tombs.ts';

/** BullMQ would write null for a value that JSON has no form for; that is a bug of the caller and throws TypeError. */
export function refuseNoJson(value: Json): void {
  canonicalJson(value);
}

/** A failed job starts again as a new one, so that attempts, progress and children of its first life are gone. */
async function takeOffFailed({ queue }: Desk, ids: readonly string[]): Promise<void> {
  const backend = queue.getBackend();
  const failed = await Promise.all(ids.map(async (id) => (await backend.isJobInState('failed', id)) && id));
  await Promise.all(failed.filter((id) => id !== false).map((id) => backend.remove(id, false)));
}

async function addOn(hall: Hall, desk: Desk, jobs: readonly NewJob[]): Promise<void> {
  const ids = jobs.map((job) => job.id);
  for (const { data } of jobs) refuseNoJson(data);
  await takeOffFailed(desk, ids);
  const last = await hall.client.incrby(hall.key('no'), jobs.length);
  // A job that is there already is left as it is: BullMQ adds no second job of an id.
  await desk.queue.addBulk(
    jobs.map(({ id, operation, data, maxAttempts }, index) => ({
      name: operation,
      data: { data, no: last - jobs.length + 1 + index, children: [] },
      opts: { jobId: id, attempts: maxAttempts ?? DEFAULT_ATTEMPTS },
    })),
  );
  await unbury(hall, ids);
}

/** Adds jobs, in their order on each queue; see `enqueue` of the port. */
export async function addJobs(hall: Hall, jobs: readonly NewJob[]): Promise<void> {
  const byQueue = Map.groupBy(jobs, (job) => job.queue);
  for (const [queue, some] of byQueue) await addOn(hall, hall.desk(queue), some);
}
