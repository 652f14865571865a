import { type Job as BullJob, Queue as BullQueue, Worker } from 'bullmq';
import type { Redis } from 'ioredis';
import { toldByTheCall } from './connect.ts';
import type { Kept } from './kept-job.ts';

export type KeptJob = BullJob<Kept>;

/** One queue of BullMQ. Jobs are fetched by hand from its worker, which is made, and looks after dead workers, at the first fetch. */
export type Desk = {
  readonly name: string;
  readonly queue: BullQueue<Kept>;
  /** `lockMs` holds for a job until its own lease is set: the first that is asked for counts. */
  readonly fetcher: (lockMs: number) => Promise<Worker<Kept>>;
  readonly close: () => Promise<void>;
};

/** All that the queue stands on: the connection, the queues, the names of its own keys, and time. */
export type Hall = {
  readonly client: Redis;
  readonly desks: readonly Desk[];
  readonly desk: (queue: string) => Desk;
  /** The name of a key that is ours and not BullMQ's. */
  readonly key: (name: string) => string;
  readonly ms: (seconds: number) => number;
  readonly nowMs: () => number;
  readonly keepSeconds: number;
};

export type DeskOptions = {
  readonly client: Redis;
  readonly prefix: string;
  /** How often jobs are looked for whose worker died. A lease must be longer, or its end is seen one look later. */
  readonly stallMs: number;
  readonly keepSeconds: number;
};

const EVENTS_KEPT = 10_000;
/** How often a job may lose its worker is counted by the queue port, with the other attempts. */
const STALLS_BULLMQ_ALLOWS = Number.MAX_SAFE_INTEGER;

function openFetcher(name: string, lockMs: number, { client, prefix, stallMs }: DeskOptions): Worker<Kept> {
  const worker = new Worker<Kept>(name, null, {
    connection: client,
    prefix,
    autorun: false,
    lockDuration: lockMs,
    stalledInterval: stallMs,
    maxStalledCount: STALLS_BULLMQ_ALLOWS,
  });
  worker.on('error', toldByTheCall);
  return worker;
}

export function openDesk(name: string, options: DeskOptions): Desk {
  const { client, prefix, keepSeconds } = options;
  const queue = new BullQueue<Kept>(name, {
    connection: client,
    prefix,
    streams: { events: { maxLen: EVENTS_KEPT } },
    defaultJobOptions: {
      removeOnComplete: { age: keepSeconds },
      removeOnFail: { age: keepSeconds },
      stackTraceLimit: 0,
    },
  });
  queue.on('error', toldByTheCall);
  let worker: Worker<Kept> | null = null;
  return {
    name,
    queue,
    fetcher: async (lockMs) => {
      if (worker !== null) return worker;
      worker = openFetcher(name, lockMs, options);
      await worker.startStalledCheckTimer();
      return worker;
    },
    close: async () => {
      await worker?.close(true);
      await queue.close();
    },
  };
}
