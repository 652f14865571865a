import type { Redis } from 'ioredis';
import { type Clock, ok, type Result, systemClock } from '../../core/index.ts';
import type { Queue } from '../port/index.ts';
import { addJobs } from './adding.ts';
import { cancel } from './cancelling.ts';
import { ANSWER_MS, answered, connect } from './connect.ts';
import { type Hall, openDesk } from './desks.ts';
import { sweep } from './family.ts';
import { follow } from './history.ts';
import { listJobs, readJob } from './reading.ts';
import { complete, fail, renew, spawn, take, tellProgress } from './turns.ts';

export type BullmqOptions = {
  /** redis://… of a Redis 6.2 or later with maxmemory-policy noeviction. */
  readonly url: string;
  /** Opens the names of all keys; homes that share a Redis have different ones. */
  readonly prefix: string;
  /** The queues that there are; another name is a bug. */
  readonly queues?: readonly string[];
  /** How often jobs are looked for whose worker died. */
  readonly stallSeconds?: number;
  /** How long ended jobs can be asked for. */
  readonly keepSeconds?: number;
  /** How long a second of a lease or of a wait between attempts lasts; tests shorten it. */
  readonly secondMs?: number;
  readonly clock?: Clock;
};

const QUEUES: readonly string[] = ['ingest', 'resolve', 'analyze', 'export'];
const STALL_SECONDS = 15;
const KEEP_SECONDS = 7 * 24 * 3_600;
/** A worker waits longer for an answer than a person at the API: to spawn a thousand jobs takes a while. */
const WORK_ANSWER_MS = 10_000;

function hallOn(client: Redis, options: BullmqOptions): Hall {
  const { prefix, queues = QUEUES, stallSeconds = STALL_SECONDS, keepSeconds = KEEP_SECONDS } = options;
  const { secondMs = 1_000, clock = systemClock } = options;
  const desks = queues.map((name) => openDesk(name, { client, prefix, keepSeconds, stallMs: stallSeconds * secondMs }));
  const byName = new Map(desks.map((desk) => [desk.name, desk]));
  return {
    client,
    desks,
    desk: (queue) => {
      const desk = byName.get(queue);
      if (desk === undefined) throw new TypeError(`queue ${queue} is none of ${queues.join(', ')}`);
      return desk;
    },
    key: (name) => `${prefix}-own:${name}`,
    ms: (seconds) => Math.round(seconds * secondMs),
    nowMs: () => Math.floor(clock.nowMicros() / 1_000),
    keepSeconds,
  };
}

/** Looks after parked jobs now and then; a look that fails is taken again at the next time. */
function sweeping(hall: Hall, milliseconds: number): { readonly start: () => void; readonly stop: () => void } {
  let timer: NodeJS.Timeout | undefined;
  return {
    start: () => {
      timer ??= setInterval(() => void sweep(hall).catch(() => undefined), milliseconds).unref();
    },
    stop: () => clearInterval(timer),
  };
}

function queueOn(hall: Hall, sweeper: ReturnType<typeof sweeping>): Queue {
  const { client } = hall;
  const soon = <T>(act: () => Promise<T>): Promise<T> => answered(client, act, ANSWER_MS);
  const work = <T>(act: () => Promise<T>): Promise<T> => answered(client, act, WORK_ANSWER_MS);
  const closed = new AbortController();
  return {
    enqueue: (job) =>
      soon(async () => {
        await addJobs(hall, [job]);
        const added = await readJob(hall, job.id);
        if (added === null) throw new Error(`job ${job.id} was added and is not there`);
        return added;
      }),
    get: (id) => soon(() => readJob(hall, id)),
    list: (queue, state, limit) => soon(() => listJobs(hall, queue, state, limit)),
    take: (queue, leaseSeconds) => {
      sweeper.start();
      return work(() => take(hall, queue, leaseSeconds));
    },
    renew: (lease, leaseSeconds) => work(() => renew(hall, lease, leaseSeconds)),
    progress: (lease, progress) => work(() => tellProgress(hall, lease, progress)),
    complete: (lease, result) => work(() => complete(hall, lease, result)),
    fail: (lease, error, next) => work(() => fail(hall, lease, error, next)),
    spawn: (lease, children) => work(() => spawn(hall, lease, children)),
    cancel: (id) => soon(() => cancel(hall, id)),
    events: (id, after, signal) =>
      follow(hall, id, after, {
        signal: AbortSignal.any([signal, closed.signal]),
        ask: soon,
      }),
    close: async () => {
      closed.abort();
      sweeper.stop();
      await Promise.all(hall.desks.map((desk) => desk.close()));
      client.disconnect();
    },
  };
}

/**
 * Opens the queue port on BullMQ over Redis. It comes back by itself after an outage; what is asked meanwhile fails
 * with SERVICE_UNAVAILABLE within two seconds. Error: SERVICE_UNAVAILABLE (away, too old, or a policy that evicts).
 */
export async function openBullmq(options: BullmqOptions): Promise<Result<Queue>> {
  const client = await connect(options.url);
  if (!client.ok) return client;
  const hall = hallOn(client.value, options);
  return ok(queueOn(hall, sweeping(hall, hall.ms(options.stallSeconds ?? STALL_SECONDS))));
}
