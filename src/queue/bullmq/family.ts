import { ErrorCode } from 'bullmq';
import { failure, type JobId } from '../../core/index.ts';
import type { EndedJob } from '../port/index.ts';
import { allOf } from './connect.ts';
import type { Hall } from './desks.ts';
import { endedOf, type JobRef, PARKED_AFTER } from './kept-job.ts';
import { keptJob } from './reading.ts';
import { buried } from './tombs.ts';

/**
 * Who waits for whom. `pending` of a parked job holds the children that have not ended, `waiters` of a child the jobs
 * that wait for it. Whoever ends a child tells its waiters; if that worker dies first, the next sweep finds it out.
 */
const textOf = ({ queue, id }: JobRef): string => `${queue} ${id}`;
const pendingOf = (hall: Hall, parent: JobRef): string => hall.key(`pending:${parent.id}`);
const waitersOf = (hall: Hall, child: JobRef): string => hall.key(`waiters:${child.id}`);

function refOf(text: string): JobRef {
  const [queue = '', id = ''] = text.split(' ');
  return { queue, id };
}

/** In a delayed set a time in milliseconds stands in the upper bits (BullMQ's getDelayedScore). */
const PARKED_SCORE = PARKED_AFTER * 0x1000;

export function errorCodeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : null;
}

/** Lets a parked job wait for a worker. One that is not parked stays as it is. */
async function promote(hall: Hall, { queue, id }: JobRef): Promise<void> {
  try {
    await hall.desk(queue).queue.getBackend().promote(id);
  } catch (error) {
    if (errorCodeOf(error) !== ErrorCode.JobNotInState) throw error;
  }
}

async function strike(hall: Hall, parent: JobRef, children: readonly JobRef[]): Promise<void> {
  const pending = pendingOf(hall, parent);
  if (children.length > 0) await hall.client.srem(pending, ...children.map(textOf));
  if ((await hall.client.scard(pending)) === 0) await promote(hall, parent);
}

export async function waitFor(hall: Hall, parent: JobRef, children: readonly JobRef[]): Promise<void> {
  const pending = pendingOf(hall, parent);
  const links = hall.client.multi().del(pending);
  if (children.length > 0) links.sadd(pending, ...children.map(textOf));
  for (const child of children) links.sadd(waitersOf(hall, child), textOf(parent));
  await allOf(links);
}

/** How a child ended; null when it has not. A child that is no longer kept has ended, and nobody knows how. */
async function endOf(hall: Hall, { queue, id }: JobRef): Promise<EndedJob | null> {
  const kept = await keptJob(hall.desk(queue), id);
  if (kept !== null) return endedOf(kept);
  const cancelled = (await buried(hall, id))?.job;
  if (cancelled !== undefined) {
    const { operation, data, result, error } = cancelled;
    return { id: cancelled.id, operation, data, state: 'cancelled', result, error };
  }
  const { code, message } = failure('JOB_FAILED', `job ${id} ended so long ago that it is no longer kept`);
  return { id: id as JobId, operation: '', data: null, state: 'failed', result: null, error: { code, message } };
}

export function endsOf(hall: Hall, children: readonly JobRef[]): Promise<(EndedJob | null)[]> {
  return Promise.all(children.map((child) => endOf(hall, child)));
}

/** Looks for itself which children of a parked job have ended, and lets it go on if all have. */
export async function lookAfter(hall: Hall, parent: JobRef): Promise<void> {
  const pending = (await hall.client.smembers(pendingOf(hall, parent))).map(refOf);
  const ends = await endsOf(hall, pending);
  await strike(
    hall,
    parent,
    pending.filter((_, index) => ends[index] !== null),
  );
}

/** Tells those who wait for a job that it has ended. */
export async function tellWaiters(hall: Hall, child: JobRef): Promise<void> {
  const waiters = await hall.client.smembers(waitersOf(hall, child));
  for (const parent of waiters) await strike(hall, refOf(parent), [child]);
  if (waiters.length > 0) await hall.client.srem(waitersOf(hall, child), ...waiters);
}

/** A parent waits no longer; answers the children that nobody waits for now. */
export async function waitNoMore(hall: Hall, parent: JobRef, children: readonly JobRef[]): Promise<readonly JobRef[]> {
  await hall.client.del(pendingOf(hall, parent));
  const orphans: JobRef[] = [];
  for (const child of children) {
    const waiters = waitersOf(hall, child);
    await hall.client.srem(waiters, textOf(parent));
    if ((await hall.client.scard(waiters)) === 0) orphans.push(child);
  }
  return orphans;
}

/** Looks after every parked job: whoever should have told them may have died. */
export async function sweep(hall: Hall): Promise<void> {
  for (const { name, queue } of hall.desks) {
    const parked = await hall.client.zrangebyscore(queue.keys.delayed ?? '', PARKED_SCORE, '+inf');
    for (const id of parked) await lookAfter(hall, { queue: name, id });
  }
}
