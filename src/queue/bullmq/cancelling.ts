import type { Hall } from './desks.ts';
import { tellWaiters, waitNoMore } from './family.ts';
import { seeJob } from './reading.ts';
import { bury, unbury } from './tombs.ts';

/** Takes a job off, and what it spawned unless another job waits for it too. */
export async function cancel(hall: Hall, id: string): Promise<boolean> {
  const seen = await seeJob(hall, id);
  if (seen === null || !['waiting', 'parked'].includes(seen.job.state)) return false;
  const { desk, kept, job } = seen;
  // Buried first: a process that dies in between leaves a job that is still there, and not one that is nowhere.
  await bury(hall, { no: kept.data.no, job });
  const removed = await desk.queue.getBackend().remove(id, false);
  if (removed !== 1) {
    await unbury(hall, [id]);
    return false;
  }
  await hall.client.xadd(desk.queue.toKey('events'), '*', 'event', 'cancelled', 'jobId', id);
  const ref = { queue: desk.name, id };
  for (const orphan of await waitNoMore(hall, ref, kept.data.children)) await cancel(hall, orphan.id);
  await tellWaiters(hall, ref);
  return true;
}
