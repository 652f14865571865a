import { setTimeout as pause } from 'node:timers/promises';
import type { Lease } from '../queue/port/index.ts';
import type { App } from './compose.ts';
import type { JobWork } from './jobs/perform.ts';
import { doTurn, giveBackStopping, UNREACHABLE_MS } from './jobs/turn.ts';

/** What a worker file states: which queue it serves, what it does with a job, and how many jobs at most. */
export type WorkerSpec = { readonly queue: string; readonly work: JobWork; readonly mostAtOnce: number };

export type WorkerOptions = {
  /** Jobs in hand at once, if the worker file allows as many; 0 serves nothing. */
  readonly concurrency: number;
  /** How long a job stays with a worker that has fallen silent. */
  readonly leaseSeconds: number;
  /** How long the jobs in hand may go on after `stop`; then they are given back. */
  readonly graceSeconds: number;
};

export type RunningWorker = { readonly stop: () => Promise<void> };

/** A queue that gave nothing is asked again soon, as one job often makes the next, and then less and less often. */
const IDLE_MS = { shortest: 20, longest: 200 } as const;

type InHand = Map<Lease, { readonly done: Promise<void>; readonly givenUp: AbortController }>;
type Serving = {
  readonly app: App;
  readonly spec: WorkerSpec;
  readonly leaseSeconds: number;
  readonly inHand: InHand;
  readonly stopping: AbortSignal;
};

/** Takes a job and begins it; false when none waits. */
async function takeNext({ app, spec, leaseSeconds, inHand, stopping }: Serving): Promise<boolean> {
  const taken = await app.queue.take(spec.queue, leaseSeconds);
  if (taken === null) return false;
  const { lease } = taken;
  if (stopping.aborted) {
    await giveBackStopping(app.queue, lease);
    return true;
  }
  const givenUp = new AbortController();
  // A job whose end cannot be told at all is taken again when its lease ends.
  const done = doTurn(app, taken, { work: spec.work, leaseSeconds, stopping, givenUp })
    .catch(() => undefined)
    .finally(() => inHand.delete(lease));
  inHand.set(lease, { done, givenUp });
  return true;
}

async function serve(serving: Serving, most: number): Promise<void> {
  const { inHand, stopping } = serving;
  let idle: number = IDLE_MS.shortest;
  while (!stopping.aborted) {
    const taken = await takeNext(serving).catch(() => null);
    if (taken === true) idle = IDLE_MS.shortest;
    else {
      await pause(taken === null ? UNREACHABLE_MS : idle, undefined, { signal: stopping }).catch(() => undefined);
      idle = Math.min(2 * idle, IDLE_MS.longest);
    }
    if (inHand.size >= most) await Promise.race([...inHand.values()].map(({ done }) => done));
  }
}

async function giveAllBack({ app, inHand }: Serving): Promise<void> {
  const giving = [...inHand].map(async ([lease, { givenUp }]) => {
    givenUp.abort();
    // One that cannot be given back now is taken again when its lease ends.
    await giveBackStopping(app.queue, lease).catch(() => false);
  });
  await Promise.all(giving);
}

/** Serves one queue until stopped. `stop` takes no more, lets the jobs in hand end within the grace, and gives back the rest. */
export function startWorker(app: App, spec: WorkerSpec, options: WorkerOptions): RunningWorker {
  const { concurrency, leaseSeconds, graceSeconds } = options;
  const stop = new AbortController();
  const serving: Serving = { app, spec, leaseSeconds, inHand: new Map(), stopping: stop.signal };
  const served = concurrency === 0 ? Promise.resolve() : serve(serving, Math.min(concurrency, spec.mostAtOnce));
  return {
    stop: async () => {
      stop.abort();
      const ended = new AbortController();
      const drained = served.then(() => Promise.all([...serving.inHand.values()].map(({ done }) => done)));
      const grace = pause(graceSeconds * 1000, undefined, { signal: ended.signal }).catch(() => undefined);
      await Promise.race([drained, grace]);
      ended.abort();
      await giveAllBack(serving);
    },
  };
}
