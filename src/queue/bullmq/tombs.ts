import type { Job } from '../port/index.ts';
import { allOf } from './connect.ts';
import type { Hall } from './desks.ts';

/** A job with its number in the order of coming. */
export type Numbered = { readonly no: number; readonly job: Job };

/**
 * Cancelled jobs. BullMQ knows no such state: the job is taken off there and stands here for as long as ended ones are
 * kept. A set holds their ids in the order in which they were cancelled.
 */
const list = (hall: Hall): string => hall.key('cancelled');
const tomb = (hall: Hall, id: string): string => hall.key(`cancelled:${id}`);

export async function bury(hall: Hall, { no, job }: Numbered): Promise<void> {
  const now = hall.nowMs();
  const text = JSON.stringify({ no, job: { ...job, state: 'cancelled' } });
  await allOf(
    hall.client
      .multi()
      .set(tomb(hall, job.id), text, 'EX', hall.keepSeconds)
      .zadd(list(hall), now, job.id)
      .zremrangebyscore(list(hall), 0, now - hall.keepSeconds * 1_000),
  );
}

export async function unbury(hall: Hall, ids: readonly string[]): Promise<void> {
  const tombs = ids.map((id) => tomb(hall, id));
  await allOf(
    hall.client
      .multi()
      .del(...tombs)
      .zrem(list(hall), ...ids),
  );
}

export async function buried(hall: Hall, id: string): Promise<Numbered | null> {
  const text = await hall.client.get(tomb(hall, id));
  return text === null ? null : (JSON.parse(text) as Numbered);
}

export async function newestBuried(hall: Hall, limit: number): Promise<Numbered[]> {
  const ids = await hall.client.zrevrange(list(hall), 0, limit - 1);
  const jobs = await Promise.all(ids.map((id) => buried(hall, id)));
  return jobs.filter((job) => job !== null);
}
