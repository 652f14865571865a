import { authorize, cutFor } from '../access/index.ts';
import { canonicalJson, err, failure, type Json, makeId, ok, type Result, sha256Hex } from '../core/index.ts';
import type { Job } from '../queue/port/index.ts';
import type { App } from './compose.ts';
import type { AppOperation } from './context.ts';
import type { Caller } from './run-operation.ts';

/** What the home holds now, as far as the caller sees it: a Run asked for after new files came in is another job. */
async function homeState(app: App, caller: Caller): Promise<string> {
  const cut = cutFor(caller.viewer);
  const sources = await app.store.read.source({ cut });
  const { judgements, decisions } = await app.store.read.judgements(cut);
  return sha256Hex(canonicalJson([sources.map((source) => source.sha256), judgements.length, decisions.length]));
}

/**
 * Hands an operation to the queue instead of running it. The job id is made of the operation's key and the state of the
 * home, so the same request sent twice is one job.
 */
export async function enqueueOperation<I, O>(
  app: App,
  caller: Caller,
  op: AppOperation<I, O>,
  work: { readonly queue: string; readonly input: Json },
): Promise<Result<Job>> {
  const allowed = authorize(caller.viewer, op.access.action);
  if (!allowed.ok) return allowed;
  let input: I;
  try {
    input = op.input.parse(work.input);
  } catch (cause) {
    return err(failure('BAD_INPUT', `${op.name}: the input is not valid`, {}, cause));
  }
  const id = makeId('job', [op.name, op.key(input), await homeState(app, caller)]);
  return ok(await app.queue.enqueue({ id, queue: work.queue, operation: op.name, data: work.input }));
}
