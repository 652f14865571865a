import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { WHOLE_HOME } from '../../src/access/index.ts';
import {
  type App,
  analyze,
  auditVerify,
  type Caller,
  enqueueOperation,
  ingest,
  runOperation,
} from '../../src/app/index.ts';
import { type JobId, unwrap } from '../../src/core/index.ts';

/** What a home holds in the end: what a fault must not change. */
export type Outcome = {
  readonly outputDigest: string;
  /** Records by id: a lost one is missing here, a doubled one is twice. */
  readonly records: readonly string[];
  readonly auditIntact: boolean;
};

/** The stack of the last bug of a worker, which a job tells only by name. */
function lastBug({ home }: App): string {
  const file = join(home.folder, 'last-bug.txt');
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
}

/** Waits for a job to end, whatever happens to the services meanwhile. */
async function resultOf<T>(app: App, id: JobId): Promise<T> {
  for (;;) {
    const job = await app.queue.get(id).catch(() => null);
    if (job?.state === 'done') return job.result as T;
    if (job?.state === 'failed')
      throw new Error(`job ${id} (${job.operation}): ${job.error?.code} ${job.error?.message}`);
    await pause(100);
  }
}

/** Asks until the queue can be reached, as a client does that is told to come again. */
async function persist<T>(ask: () => Promise<T>): Promise<T> {
  for (let tries = 0; ; tries++) {
    try {
      return await ask();
    } catch (error) {
      if (tries >= 300) throw error;
      await pause(200);
    }
  }
}

async function recordIds(app: App): Promise<string[]> {
  const ids: string[] = [];
  for await (const block of app.store.read.records(WHOLE_HOME)) ids.push(...block.map((record) => record.id));
  return ids;
}

/** Sends files and asks for a Run through the queue; answers what the home holds when both are done. */
export async function sendAndAnalyse(app: App, caller: Caller, paths: readonly string[]): Promise<Outcome> {
  const input = { paths: [...paths] };
  const sent = await persist(async () =>
    unwrap(await enqueueOperation(app, caller, ingest, { queue: 'ingest', input })),
  );
  const { sources } = await resultOf<{ sources: { path: string; status: string; error: unknown }[] }>(app, sent.id);
  assert.deepEqual(
    sources.filter((file) => file.status === 'rejected'),
    [],
    lastBug(app),
  );
  const asked = await persist(async () =>
    unwrap(await enqueueOperation(app, caller, analyze, { queue: 'analyze', input: {} })),
  );
  const { outputDigest } = await resultOf<{ outputDigest: string }>(app, asked.id);
  // The last restart may fall into the look at what came of it.
  return persist(() => outcomeOf(app, caller, outputDigest));
}

/** What the home holds, with the log verified. */
export async function outcomeOf(app: App, caller: Caller, outputDigest: string): Promise<Outcome> {
  const verified = unwrap(await runOperation(app, caller, auditVerify, {}));
  return { outputDigest, records: await recordIds(app), auditIntact: verified.intact };
}
