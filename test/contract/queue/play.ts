import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import type { Clock, JobId } from '../../../src/core/index.ts';
import type { Job, JobEvent, Lease, NewJob, Queue, TakenJob } from '../../../src/queue/port/index.ts';
import type { Step, StepOf } from './vocabulary.ts';

/** How time passes for a queue. `patienceMs` is how long what must come may take after it is due. */
export type Time = {
  readonly clock: Clock;
  readonly wait: (seconds: number) => Promise<void>;
  readonly patienceMs: number;
};

/** Opens the queue of one adapter on a home folder; the same folder opened again is the same queue. */
export type OpenQueue = (
  folder: string,
  clock: Clock,
) => Promise<{ readonly queue: Queue; readonly close: () => Promise<void> }>;

/** What a case knows: the queue, the leases by the word of their take, and the places in each history that was read. */
type Scene = { readonly queue: Queue; readonly time: Time; readonly leases: Map<string, Lease> };

const NOBODY = 'nobody';
const POLL_MS = 15;
const LEASE_SECONDS = 60;
export const idOf = (name: string) => name as JobId;

/** Looks again until it holds or the patience of the queue is over; then the difference is told. */
async function soon(time: Time, look: () => Promise<void>): Promise<void> {
  const looks = Math.ceil(time.patienceMs / POLL_MS);
  for (let count = 0; count < looks; count++) {
    const holds = await look().then(
      () => true,
      () => false,
    );
    if (holds) return;
    await pause(POLL_MS);
  }
  await look();
}

function newJob(item: Pick<StepOf<'enqueue'>, 'enqueue' | 'queue' | 'data' | 'max-attempts'>): NewJob {
  const job = {
    id: idOf(item.enqueue),
    queue: item.queue ?? 'q',
    operation: 'op',
    data: (item.data ?? null) as Job['data'],
  };
  const most = item['max-attempts'];
  return most === undefined ? job : { ...job, maxAttempts: most };
}

function leaseOf({ leases }: Scene, item: { readonly by?: string | undefined }, id: string): Lease {
  return leases.get(item.by ?? id) ?? { id: idOf(id), token: NOBODY };
}

function told({ ended }: TakenJob): unknown[] {
  return ended.map(({ id, state, result, error }) => ({
    id,
    state,
    ...(result === null ? {} : { result }),
    ...(error === null ? {} : { error: error.code }),
  }));
}

async function take(scene: Scene, item: StepOf<'gives'> & StepOf<'take'>): Promise<void> {
  const look = () => scene.queue.take(item.take, item.lease ?? LEASE_SECONDS);
  let taken = await look();
  if (item.gives !== null)
    await soon(scene.time, async () => {
      taken ??= await look();
      assert.ok(taken !== null);
    }).catch(() => undefined);
  assert.equal(taken?.job.id ?? null, item.gives);
  if (taken === null) return;
  scene.leases.set(item.as ?? taken.job.id, taken.lease);
  if (item.ended !== undefined) assert.deepEqual(told(taken), item.ended);
}

/** Takes several jobs whose order the queue leaves open. */
async function takeAll(scene: Scene, item: StepOf<'takes'>): Promise<void> {
  const taken: string[] = [];
  await soon(scene.time, async () => {
    for (let next = await scene.queue.take(item.queue, LEASE_SECONDS); next !== null; ) {
      scene.leases.set(next.job.id, next.lease);
      taken.push(next.job.id);
      next = await scene.queue.take(item.queue, LEASE_SECONDS);
    }
    assert.deepEqual(taken.toSorted(), item.takes);
  });
}

async function checkJob({ queue }: Scene, item: StepOf<'job'>): Promise<void> {
  const job = await queue.get(idOf(item.job));
  assert.ok(job !== null, `job ${item.job} is absent`);
  const seen = { ...job, error: job.error?.code ?? null } as Record<string, unknown>;
  assert.deepEqual(Object.fromEntries(Object.keys(item.is).map((key) => [key, seen[key]])), item.is);
}

async function checkList({ queue }: Scene, item: StepOf<'list'>): Promise<void> {
  const jobs = await queue.list(item.queue ?? null, item.state ?? null, item.limit ?? 100);
  assert.deepEqual(
    jobs.map((job) => job.id),
    item.list,
  );
}

async function historyOf({ queue }: Scene, id: string, after: string | null): Promise<JobEvent[]> {
  const events: JobEvent[] = [];
  for await (const event of queue.events(idOf(id), after, AbortSignal.timeout(10_000))) events.push(event);
  return events;
}

async function checkHistory(scene: Scene, item: StepOf<'events'>): Promise<void> {
  const all = await historyOf(scene, item.events, null);
  const after = item.after === undefined ? null : all[item.after - 1]?.id;
  assert.ok(after !== undefined, `the history has no event ${item.after}`);
  const events = after === null ? all : await historyOf(scene, item.events, after);
  assert.deepEqual(
    events.map(({ kind, data }) => [kind, data]),
    item.are,
  );
}

/** The acts of whoever holds a job; null when the step is none. */
function act(scene: Scene, item: Step): Promise<boolean> | null {
  const { queue } = scene;
  if ('renew' in item) return queue.renew(leaseOf(scene, item, item.renew), item.lease);
  if ('progress' in item) return queue.progress(leaseOf(scene, item, item.progress), item.value as Job['progress']);
  if ('complete' in item) return queue.complete(leaseOf(scene, item, item.complete), item.result as Job['result']);
  if ('fail' in item) {
    const error = { code: 'LIMIT', message: 'as the case says' };
    return queue.fail(leaseOf(scene, item, item.fail), error, item.next);
  }
  if ('spawn' in item)
    return queue.spawn(
      leaseOf(scene, item, item.spawn),
      item.children.map((child) => newJob({ ...item, enqueue: child })),
    );
  if ('cancel' in item) return queue.cancel(idOf(item.cancel));
  return null;
}

export async function playStep(scene: Scene, item: Step): Promise<void> {
  const acted = act(scene, item);
  if (acted !== null) assert.equal(await acted, 'gives' in item ? (item.gives ?? true) : true, JSON.stringify(item));
  else if ('enqueue' in item) await scene.queue.enqueue(newJob(item));
  else if ('wait' in item) await scene.time.wait(item.wait);
  else if ('take' in item) await take(scene, item);
  else if ('takes' in item) await takeAll(scene, item);
  else if ('job' in item) await soon(scene.time, () => checkJob(scene, item));
  else if ('list' in item) await checkList(scene, item);
  else if ('events' in item) await checkHistory(scene, item);
  else if ('absent' in item) assert.equal(await scene.queue.get(idOf(item.absent)), null);
}

/** Plays the steps of a case on a queue of its own. */
export async function playCase(open: OpenQueue, folder: string, time: Time, steps: readonly Step[]): Promise<void> {
  let opened = await open(folder, time.clock);
  const leases: Scene['leases'] = new Map();
  try {
    for (const [index, item] of steps.entries()) {
      if ('reopen' in item) {
        await opened.close();
        opened = await open(folder, time.clock);
      } else {
        await playStep({ queue: opened.queue, time, leases }, item).catch((error: Error) => {
          error.message = `step ${index + 1}: ${error.message}`;
          throw error;
        });
      }
    }
  } finally {
    await opened.close();
  }
}
