import { err, errorClass, ok, RedressError, type Result } from '../../core/index.ts';
import type { OperationContext } from '../context.ts';
import { type IngestedFile, type Problem, type RowCounts, rejected } from './ingested-file.ts';
import type { SourceReading } from './reading.ts';

/**
 * How often a file is begun again when its Source is no longer receiving: another job took the same bytes in, or the
 * start of another process cleared it away as abandoned.
 */
export const ROUNDS = 3;

/**
 * Does a part of the way of a file. What is the fault of the file is a value; a full disk, a lost home or service is
 * not, and goes on up: the file stays as it is and can be sent again.
 */
export async function attemptFile<T>(work: () => Promise<T>): Promise<Result<T>> {
  try {
    return ok(await work());
  } catch (error) {
    if (!(error instanceof RedressError) || errorClass(error.failure.code) === 'unavailable') throw error;
    return err(error.failure);
  }
}

function known({ sha256, format, sourceClass }: SourceReading['source']) {
  return { sha256, format, sourceClass };
}

function isConflict(error: unknown): error is RedressError {
  return error instanceof RedressError && error.failure.code === 'CONFLICT';
}

/**
 * Makes a file visible whose rows are all stored. Error (thrown): CONFLICT when other numbers of rows are there, such as
 * those that an earlier version of the program stored before it died; they are removed, so that the file can be begun
 * again.
 */
export async function sealFile(
  context: OperationContext,
  path: string,
  reading: SourceReading,
  { recordsStored, quarantined, facts }: RowCounts,
): Promise<IngestedFile> {
  const { source } = reading;
  const counts = { rowsRead: recordsStored + quarantined, recordsStored, quarantined };
  try {
    await context.write(source.sha256, { act: 'seal', ...counts }, (writer) =>
      writer.seal({ ...source, ...counts, status: 'sealed' }),
    );
  } catch (error) {
    if (isConflict(error)) await discardFile(context, path, reading, error.failure);
    throw error;
  }
  return { path, ...known(source), ...counts, facts, status: 'stored', error: null };
}

/** Removes the rows of a file and keeps the reason, so a rejected file changes no answer. */
export async function discardFile(
  context: OperationContext,
  path: string,
  { source }: Pick<SourceReading, 'source'>,
  why: Problem,
): Promise<IngestedFile> {
  await context.write(source.sha256, { act: 'discard', code: why.code }, (writer) =>
    writer.discard(source.sha256, why.message),
  );
  return rejected(path, why, known(source));
}
