import { Job as BullJob, type JobType } from 'bullmq';
import type { Job, JobState } from '../port/index.ts';
import type { Desk, Hall, KeptJob } from './desks.ts';
import { jobOf, type Kept, stateOf } from './kept-job.ts';
import { buried, type Numbered, newestBuried } from './tombs.ts';

export async function keptJob({ queue }: Desk, id: string): Promise<KeptJob | null> {
  return (await BullJob.fromId<Kept>(queue, id)) ?? null;
}

/** A job moves some few times in its life, and not between each two looks. */
const LOOKS_AT_A_MOVING_JOB = 10;

type Seen = { readonly desk: Desk; readonly kept: KeptJob; readonly job: Job };

/** A job and its state are two looks; they belong together when the state is the same before and after. */
async function seeOn(desk: Desk, id: string): Promise<Seen | null> {
  const backend = desk.queue.getBackend();
  for (let look = 0; look < LOOKS_AT_A_MOVING_JOB; look++) {
    const before = await backend.getState(id);
    const kept = await keptJob(desk, id);
    if (kept === null) return null;
    const state = stateOf(kept, before);
    if (state !== null && before === (await backend.getState(id))) return { desk, kept, job: jobOf(kept, state) };
  }
  throw new Error(`job ${id} of queue ${desk.name} is in no state that this queue knows`);
}

/** A job with the desk that it lies on. Ids are made of content, so a job lies on one desk at most. */
export async function seeJob(hall: Hall, id: string): Promise<Seen | null> {
  const seen = await Promise.all(hall.desks.map((desk) => seeOn(desk, id)));
  return seen.find((item) => item !== null) ?? null;
}

export async function readJob(hall: Hall, id: string): Promise<Job | null> {
  const seen = await seeJob(hall, id);
  return seen?.job ?? (await buried(hall, id))?.job ?? null;
}

type Look = { readonly type: JobType; readonly state: JobState; readonly soonestFirst: boolean };

/** BullMQ keeps each state in an order of its own; parked jobs lie behind the delayed ones. */
const LOOKS: readonly Look[] = [
  { type: 'wait', state: 'waiting', soonestFirst: false },
  { type: 'delayed', state: 'waiting', soonestFirst: true },
  { type: 'active', state: 'running', soonestFirst: false },
  { type: 'delayed', state: 'parked', soonestFirst: false },
  { type: 'completed', state: 'done', soonestFirst: false },
  { type: 'failed', state: 'failed', soonestFirst: false },
];

async function look({ queue }: Desk, { type, state, soonestFirst }: Look, limit: number): Promise<Numbered[]> {
  const jobs: KeptJob[] = await queue.getJobs([type], 0, limit - 1, soonestFirst);
  const bullState = type === 'wait' ? 'waiting' : type;
  return jobs
    .filter((kept) => stateOf(kept, bullState) === state)
    .map((kept) => ({ no: kept.data.no, job: jobOf(kept, state) }));
}

/**
 * The newest jobs, by the order in which they came. Of a state that holds more than `limit`, those are looked at that
 * entered it last.
 */
export async function listJobs(
  hall: Hall,
  queue: string | null,
  state: JobState | null,
  limit: number,
): Promise<readonly Job[]> {
  const desks = queue === null ? hall.desks : [hall.desk(queue)];
  const looks = LOOKS.filter((item) => state === null || item.state === state);
  const lists = desks.flatMap((desk) => looks.map((item) => look(desk, item, limit)));
  const cancelled = state === null || state === 'cancelled' ? [newestBuried(hall, limit)] : [];
  return (await Promise.all([...lists, ...cancelled]))
    .flat()
    .filter(({ job }) => queue === null || job.queue === queue)
    .sort((a, b) => b.no - a.no)
    .slice(0, limit)
    .map(({ job }) => job);
}
