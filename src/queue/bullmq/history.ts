import { setTimeout as pause } from 'node:timers/promises';
import { errorClass, type Json, RedressError } from '../../core/index.ts';
import type { JobEvent } from '../port/index.ts';
import type { Desk, Hall } from './desks.ts';
import { type KeptProgress, PARKED_AFTER, reasonOf } from './kept-job.ts';
import { keptJob, readJob } from './reading.ts';

const PAGE = 1_000;
/** A place in a Redis stream: milliseconds and a number within them. */
const PLACE = /^\d{1,15}-\d{1,15}$/;
const LOOK_MS = 100;

type Entry = readonly [id: string, fields: readonly string[]];
type Told = Pick<JobEvent, 'kind' | 'data'>;

function fieldsOf(flat: readonly string[]): Readonly<Record<string, string>> {
  const fields: Record<string, string> = {};
  for (let index = 0; index + 1 < flat.length; index += 2) fields[flat[index] ?? ''] = flat[index + 1] ?? '';
  return fields;
}

function failedWith(text: string | undefined): Json {
  const reason = reasonOf(text);
  return reason === null ? null : { code: reason.code, message: reason.message };
}

/**
 * What an entry of BullMQ's event stream says in the words of the port; null for one that says nothing new: a job
 * whose time came (`prev` is delayed) or whose worker died (`prev` is active) is next told of when it runs.
 */
function toldBy(fields: Readonly<Record<string, string>>): Told | null {
  switch (fields.event) {
    case 'waiting':
      return fields.prev === undefined ? { kind: 'waiting', data: null } : null;
    case 'delayed':
      return { kind: Number(fields.delay) > PARKED_AFTER ? 'parked' : 'waiting', data: null };
    case 'active':
      return { kind: 'running', data: null };
    case 'progress':
      return { kind: 'progress', data: (JSON.parse(fields.data ?? 'null') as KeptProgress).is };
    case 'completed':
      return { kind: 'done', data: JSON.parse(fields.returnvalue ?? 'null') as Json };
    case 'failed':
      return { kind: 'failed', data: failedWith(fields.failedReason) };
    case 'cancelled':
      return { kind: 'cancelled', data: null };
    default:
      return null;
  }
}

function eventsIn(entries: readonly Entry[], id: string): JobEvent[] {
  return entries.flatMap(([place, flat]) => {
    const fields = fieldsOf(flat);
    const told = fields.jobId === id ? toldBy(fields) : null;
    return told === null ? [] : [{ id: place, ...told }];
  });
}

type Look = { readonly over: boolean; readonly entries: readonly Entry[] };

/** The state is asked before the events are read, so that an end is seen together with its event. */
async function lookOnce(hall: Hall, desk: Desk, id: string, seen: string): Promise<Look> {
  const kept = await keptJob(desk, id);
  const over = kept === null || kept.finishedOn !== undefined;
  return { over, entries: await hall.client.xrange(desk.queue.toKey('events'), `(${seen}`, '+', 'COUNT', PAGE) };
}

/** An outage is waited out: the reader goes on when the queue is back. */
async function unlessAway<T>(asking: Promise<T>): Promise<T | null> {
  try {
    return await asking;
  } catch (error) {
    if (error instanceof RedressError && errorClass(error.failure.code) === 'unavailable') return null;
    throw error;
  }
}

export type Reader = {
  readonly signal: AbortSignal;
  /** Runs a command; throws RedressError SERVICE_UNAVAILABLE while the queue is away. */
  readonly ask: <T>(act: () => Promise<T>) => Promise<T>;
};

/** The events of a job as they come; see the port. */
export async function* follow(
  hall: Hall,
  id: string,
  after: string | null,
  { signal, ask }: Reader,
): AsyncGenerator<JobEvent, void, undefined> {
  const known = await ask(() => readJob(hall, id));
  if (known === null) return;
  const desk = hall.desk(known.queue);
  let seen = after !== null && PLACE.test(after) ? after : '0-0';
  while (!signal.aborted) {
    const look = await unlessAway(ask(() => lookOnce(hall, desk, id, seen)));
    const entries = look?.entries ?? [];
    for (const event of eventsIn(entries, id)) {
      if (signal.aborted) return;
      yield event;
    }
    seen = entries.at(-1)?.[0] ?? seen;
    if (entries.length === PAGE) continue;
    if (look?.over) return;
    await pause(LOOK_MS, undefined, { signal }).catch(() => undefined);
  }
}
