import { cpSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { BundleLimits } from '../../../src/app/analysis/bundles.ts';
import { threadEngine } from '../../../src/app/analysis/engine.ts';
import { analyze, enqueueOperation, ingest, runOperation } from '../../../src/app/index.ts';
import { type Json, unwrap } from '../../../src/core/index.ts';
import type { Job } from '../../../src/queue/port/index.ts';
import { startWorkers } from '../../../workers/main.ts';
import { type Desk, endOf, openDesk } from '../../unit/app/ingest-world.ts';

/** What a Run answers, as far as these tests look at it. */
export type RunAnswer = {
  readonly run: string;
  readonly outputDigest: string;
  readonly counts: Readonly<Record<string, number>>;
};

/** A home that holds the files, closed: a thing to copy. */
export async function filledHome(home: string, paths: readonly string[]): Promise<string> {
  const { app, caller } = await openDesk(home);
  try {
    unwrap(await runOperation(app, caller, ingest, { paths }));
    return home;
  } finally {
    await app.close();
  }
}

/** Works in a copy of a home, whose Runs are parted as the limits say. */
export async function inCopy<T>(
  home: string,
  name: string,
  limits: BundleLimits,
  work: (desk: Desk) => Promise<T>,
): Promise<T> {
  const copy = join(home, '..', name);
  mkdirSync(copy);
  cpSync(home, copy, { recursive: true });
  const desk = await openDesk(copy);
  try {
    return await work({ ...desk, app: { ...desk.app, engine: threadEngine(limits) } });
  } finally {
    await desk.app.close();
  }
}

/** One Run through the queue; answers how its job ended, and all jobs that there are then. */
export async function analyseByQueue(
  { app, caller }: Desk,
  concurrency: number,
  input: Json = {},
): Promise<{ readonly ended: Job; readonly jobs: readonly Job[] }> {
  const workers = startWorkers(app, { concurrency });
  try {
    const job = unwrap(await enqueueOperation(app, caller, analyze, { queue: 'analyze', input }));
    return { ended: await endOf(app, job.id), jobs: await app.queue.list(null, null, 1000) };
  } finally {
    await workers.stop();
  }
}

export function searches(jobs: readonly Job[]): number {
  return jobs.filter(({ operation }) => operation === 'run.communities').length;
}
