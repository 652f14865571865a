import { lstat } from 'node:fs/promises';
import { cutFor } from '../access/index.ts';
import { type Json, makeId, ok, type Result } from '../core/index.ts';
import type { Job } from '../queue/port/index.ts';
import { thisCode } from './analysis/run-identity.ts';
import type { App } from './compose.ts';
import type { AppOperation } from './context.ts';
import { walk } from './ingest/walk.ts';
import { jobData } from './job-data.ts';
import { admit, type Caller } from './run-operation.ts';

/**
 * What an answer depends on beside the request: the code, and what the home holds, as far as the caller sees it. So a
 * Run asked for after new files came in, or after an update of the program, is another job.
 */
async function homeState(app: App, caller: Caller): Promise<Json> {
  const cut = cutFor(caller.viewer);
  const sources = await app.store.read.source({ cut });
  const { judgements, decisions } = await app.store.read.judgements(cut);
  return [thisCode(), sources.map(({ sha256, status }) => [sha256, status]), judgements.length, decisions.length];
}

async function lookOf(path: string): Promise<Json> {
  const stat = await lstat(path).catch(() => null);
  return stat === null ? [path] : [path, stat.size, String(stat.mtimeMs), String(stat.ctimeMs)];
}

/** How files look from outside: one that was replaced, corrected or opened to us is to be read again. */
async function filesState(paths: readonly string[]): Promise<Json> {
  const looks: Json[] = [];
  for (const { path } of await walk(paths)) looks.push(await lookOf(path));
  return looks;
}

type Work = {
  readonly queue: string;
  readonly input: Json;
  /** Files that the input names by a path under which other bytes may lie later. */
  readonly files?: readonly string[];
};

/**
 * Hands an operation to the queue instead of running it, in the name of the caller: whoever carries the job adds no
 * right and no case of their own. The job id is made of the caller, the operation's key, the state of the home and that
 * of the files, so the same request sent twice is one job, and one that could be answered otherwise now is another.
 */
export async function enqueueOperation<I, O>(
  app: App,
  caller: Caller,
  op: AppOperation<I, O>,
  { queue, input, files = [] }: Work,
): Promise<Result<Job>> {
  const admitted = await admit(app, caller, op, input);
  if (!admitted.ok) return admitted;
  const data = jobData(caller.viewer, input);
  const state = [await homeState(app, caller), await filesState(files)];
  const id = makeId('job', [op.name, admitted.value.key, data.asker, state]);
  return ok(await app.queue.enqueue({ id, queue, operation: op.name, data }));
}
