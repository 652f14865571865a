import { rmSync } from 'node:fs';
import { err, type Failure, failure, type Json, ok, type Result, type Staged, secretHex } from '../core/index.ts';
import type { OperationContext } from './context.ts';

/** What the log is told of something that leaves: of what, and the details. */
type Told = { readonly object: string; readonly details: { readonly [name: string]: Json } };

function notWritable(path: string, cause: unknown): Failure {
  const why = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown reason';
  return failure('NOT_WRITABLE', `${path} cannot be written (${why})`, {}, cause);
}

/** What is to leave: where, and how it is written beside that place. */
export type Outgoing = { readonly path: string; readonly stage: () => Staged };

/** Stages all or none. A failure that is none of the file system's is a bug and thrown. */
function stageAll(outgoing: readonly Outgoing[]): Result<readonly Staged[]> {
  const items: Staged[] = [];
  for (const { path, stage } of outgoing) {
    try {
      items.push(stage());
    } catch (cause) {
      for (const { drop } of items) drop();
      if (!(cause instanceof Error && 'code' in cause)) throw cause;
      return err(notWritable(path, cause));
    }
  }
  return ok(items);
}

function putOne(item: Staged): Failure | null {
  try {
    return item.put() ? null : failure('CONFLICT', `${item.path} exists already; nothing is written over another`);
  } catch (cause) {
    return notWritable(item.path, cause);
  }
}

/** Puts all in place or none. */
function putAll(items: readonly Staged[]): Failure | null {
  const placed: string[] = [];
  for (const item of items) {
    const failed = putOne(item);
    if (failed === null) {
      placed.push(item.path);
      continue;
    }
    for (const path of placed) rmSync(path, { recursive: true, force: true });
    for (const { drop } of items) drop();
    return failed;
  }
  return null;
}

/**
 * Lets files leave. Each is written beside its place first, then the event is in the log, then all are put there: nobody
 * holds a file of which the log knows nothing. When one cannot be put there none is, and a second event says so under the
 * same `copy`. Errors: CONFLICT, NOT_WRITABLE.
 */
export async function handOver(
  { write }: Pick<OperationContext, 'write'>,
  outgoing: readonly Outgoing[],
  { object, details }: Told,
): Promise<Result<null>> {
  const items = stageAll(outgoing);
  if (!items.ok) return items;
  const copy = secretHex(8);
  try {
    await write(object, { ...details, copy }, async () => undefined);
  } catch (error) {
    for (const { drop } of items.value) drop();
    throw error;
  }
  const failed = putAll(items.value);
  if (failed === null) return ok(null);
  await write(object, { notWritten: copy, code: failed.code }, async () => undefined);
  return err(failed);
}
