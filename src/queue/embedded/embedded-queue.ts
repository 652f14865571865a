import { type Clock, canonicalJson } from '../../core/index.ts';
import type { Queue } from '../port/index.ts';
import { createBell, follow } from './history.ts';
import { jobOf } from './job-row.ts';
import type { JobRows, JobTable } from './job-table.ts';
import { add, cancel, complete, fail, spawn, take } from './turns.ts';

const SECOND = 1_000_000;

/** The queue port on a jobs table. Time comes from the clock alone. Closing it is the table owner's business. */
export function embeddedQueue(table: JobTable, clock: Clock): Queue {
  const bell = createBell();
  const closed = new AbortController();
  const change = async <T>(fn: (rows: JobRows, now: number) => Promise<T>): Promise<T> => {
    const value = await table.change((rows) => fn(rows, clock.nowMicros()));
    bell.ring();
    return value;
  };
  return {
    enqueue: async (job) => jobOf(await change((rows, now) => add(rows, job, now))),
    get: async (id) => {
      const [row] = await table.get({ id });
      return row === undefined ? null : jobOf(row);
    },
    list: async (queue, state, limit) => (await table.list({ queue, state, limit })).map(jobOf),
    take: (queue, leaseSeconds) => change((rows) => take(rows, clock, queue, leaseSeconds)),
    renew: (lease, leaseSeconds) =>
      change(async (rows, now) => (await rows.renew({ ...lease, now, until: now + leaseSeconds * SECOND })).length > 0),
    progress: (lease, progress) =>
      change(
        async (rows, now) => (await rows.progress({ ...lease, now, progress: canonicalJson(progress) })).length > 0,
      ),
    complete: (lease, result) => change((rows, now) => complete(rows, lease, now, canonicalJson(result))),
    fail: (lease, error, next) => change((rows, now) => fail(rows, lease, now, { error, next })),
    spawn: (lease, children) => change((rows, now) => spawn(rows, lease, now, children)),
    cancel: (id) => change((rows, now) => cancel(rows, id, now)),
    events: (id, after, signal) => follow({ table, bell }, id, after, AbortSignal.any([signal, closed.signal])),
    close: async () => closed.abort(),
  };
}
