import type { JobId, Json } from '../../core/index.ts';
import type { JobEvent } from '../port/index.ts';
import { endedJob, jobOf } from './job-row.ts';
import type { EventRow, JobTable } from './job-table.ts';

/** Tells readers of the history that something was written. All writers of a home are in this process. */
export type Bell = {
  readonly ring: () => void;
  /** Ends with the next ring, or with the signal. */
  readonly next: (signal: AbortSignal) => Promise<void>;
};

export function createBell(): Bell {
  const waiting = new Set<() => void>();
  return {
    ring: () => {
      for (const wake of waiting) wake();
    },
    next: (signal) =>
      new Promise((resolve) => {
        const wake = () => {
          waiting.delete(wake);
          signal.removeEventListener('abort', wake);
          resolve();
        };
        waiting.add(wake);
        signal.addEventListener('abort', wake);
        if (signal.aborted) wake();
      }),
  };
}

const PAGE = 500;
/** The number of an event. */
const PLACE = /^\d{1,15}$/;

function eventOf({ no, kind, data }: EventRow): JobEvent {
  return { id: String(no), kind: kind as JobEvent['kind'], data: JSON.parse(data) as Json };
}

/** The events of a job as they come; see the port. */
export async function* follow(
  { table, bell }: { readonly table: JobTable; readonly bell: Bell },
  id: JobId,
  after: string | null,
  signal: AbortSignal,
): AsyncGenerator<JobEvent, void, undefined> {
  let seen = after !== null && PLACE.test(after) ? Number(after) : 0;
  while (!signal.aborted) {
    // Listened for and asked before the events are read: what comes in between is heard, and an end is seen with its event.
    const changed = bell.next(signal);
    const [row] = await table.get({ id });
    const over = row === undefined || endedJob(jobOf(row)) !== null;
    const events = await table.events({ job: id, after: seen, limit: PAGE });
    for (const event of events) {
      yield eventOf(event);
      seen = event.no;
    }
    if (over && events.length < PAGE) return;
    if (events.length === 0) await changed;
  }
}
