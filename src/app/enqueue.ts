import { cutFor } from '../access/index.ts';
import { canonicalJson, type Json, makeId, ok, type Result, sha256Hex } from '../core/index.ts';
import type { Job } from '../queue/port/index.ts';
import type { App } from './compose.ts';
import type { AppOperation } from './context.ts';
import { jobData } from './job-data.ts';
import { analyze } from './operations/analyze.ts';
import { ingest } from './operations/ingest.ts';
import { admit, type Caller } from './run-operation.ts';

/** What the home holds now, as far as the caller sees it: a Run asked for after new files came in is another job. */
async function homeState(app: App, caller: Caller): Promise<string> {
  const cut = cutFor(caller.viewer);
  const sources = await app.store.read.source({ cut });
  const { judgements, decisions } = await app.store.read.judgements(cut);
  return sha256Hex(canonicalJson([sources.map((source) => source.sha256), judgements.length, decisions.length]));
}

/**
 * Hands an operation to the queue instead of running it, in the name of the caller: whoever carries the job adds no
 * right and no case of their own. The job id is made of the caller, the operation's key and the state of the home, so
 * the same request sent twice is one job.
 */
export async function enqueueOperation<I, O>(
  app: App,
  caller: Caller,
  op: AppOperation<I, O>,
  work: { readonly queue: string; readonly input: Json },
): Promise<Result<Job>> {
  const admitted = await admit(app, caller, op, work.input);
  if (!admitted.ok) return admitted;
  const data = jobData(caller.viewer, work.input);
  const id = makeId('job', [op.name, op.key(admitted.value.input), data.asker, await homeState(app, caller)]);
  return ok(await app.queue.enqueue({ id, queue: work.queue, operation: op.name, data }));
}

/**
 * Hands a set of files to the queue with the Run over them: one job, which takes the files in first and then goes on. A
 * rejected file changes no answer, so it does not hold the Run up.
 */
export async function enqueueRunAfter(
  app: App,
  caller: Caller,
  paths: readonly string[],
  parameters: { readonly [name: string]: Json },
): Promise<Result<Job>> {
  const taken = await admit(app, caller, ingest, { paths });
  if (!taken.ok) return taken;
  const admitted = await admit(app, caller, analyze, parameters);
  if (!admitted.ok) return admitted;
  const data = jobData(caller.viewer, { ...parameters, after: [...paths] });
  const keys = [analyze.key(admitted.value.input), ingest.key(taken.value.input)];
  const id = makeId('job', [analyze.name, ...keys, data.asker, await homeState(app, caller)]);
  return ok(await app.queue.enqueue({ id, queue: 'analyze', operation: analyze.name, data }));
}
