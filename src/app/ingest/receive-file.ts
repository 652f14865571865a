import { readFile, stat } from 'node:fs/promises';
import type { Cut } from '../../access/index.ts';
import { asSha256, err, failure, ok, type Result, sha256Hex } from '../../core/index.ts';
import type { FormatId, Source, SourceClass } from '../../facts/index.ts';
import {
  LIMITS,
  openRegularFile,
  parseTableMap,
  type RegularFile,
  resolveSourceClass,
  sniffFormat,
} from '../../sources/index.ts';
import type { OperationContext } from '../context.ts';
import { blobPath, keepBlob, shareUpload } from './blobs.ts';
import { attemptFile, discardFile } from './close-file.ts';
import { type IngestedFile, type IngestOptions, rejected } from './ingested-file.ts';
import type { SourceReading } from './reading.ts';

/** A file that waits for its rows, or whose case is closed already. */
export type ReceivedFile =
  | { readonly kind: 'receiving'; readonly reading: SourceReading }
  | { readonly kind: 'answered'; readonly file: IngestedFile };

type Plan = { readonly format: FormatId; readonly sourceClass: SourceClass; readonly map: string | null };

/** The text of a map that holds. Errors: FILE_NOT_READABLE, MAP_INVALID. */
async function loadMap(path: string): Promise<Result<string>> {
  const { mapBytes } = LIMITS;
  const found = await stat(path).catch(() => null);
  if (found !== null && found.size > mapBytes)
    return err(failure('MAP_INVALID', `limit mapBytes = ${mapBytes} is exceeded`, { file: path }));
  const text = await readFile(path, 'utf8').catch(() => null);
  if (text === null) return err(failure('FILE_NOT_READABLE', `the map ${path} cannot be read`));
  const map = parseTableMap(text);
  return map.ok ? ok(text) : map;
}

function formatOf(file: RegularFile, { format, map }: IngestOptions): Result<FormatId> {
  if (format !== null) return ok(format as FormatId);
  return map === null ? sniffFormat(file.head, file.fileName) : ok('table');
}

async function plan(file: RegularFile, options: IngestOptions): Promise<Result<Plan>> {
  const map = options.map === null ? ok(null) : await loadMap(options.map);
  if (!map.ok) return map;
  const format = formatOf(file, options);
  if (!format.ok) return format;
  const sourceClass = resolveSourceClass(format.value, options.sourceClass);
  return sourceClass.ok ? ok({ format: format.value, sourceClass: sourceClass.value, map: map.value }) : sourceClass;
}

function newSource(
  context: OperationContext,
  { sha256, fileName, byteLength }: RegularFile,
  { format, sourceClass, map }: Plan,
  { custodian, receivedAt }: IngestOptions,
): Source {
  return {
    sha256,
    fileName,
    byteLength,
    format,
    sourceClass,
    compartment: context.viewer.case.id,
    custodian,
    receivedAt,
    ...(map === null ? {} : { mapHash: asSha256(sha256Hex(map)) }),
    status: 'receiving',
    rowsRead: 0,
    recordsStored: 0,
    quarantined: 0,
    reason: null,
  };
}

function sees({ compartments }: Cut, compartment: string): boolean {
  return compartments === 'all' || compartments.includes(compartment);
}

/** Whether two Sources of the same bytes are read alike, so that the rows of one are those of the other. */
function isReadAlike(a: Source, b: Source): boolean {
  const keys = ['format', 'sourceClass', 'custodian', 'receivedAt', 'mapHash'] as const;
  return keys.every((key) => a[key] === b[key]);
}

/**
 * Opens a Source as receiving. One that is being received is gone on with: whatever both store is there once. But one
 * that was described otherwise, and left behind by a worker that died, is begun anew: its rows are not those asked for.
 */
function receive(context: OperationContext, source: Source): Promise<Source> {
  return context.write(source.sha256, { act: 'receive', format: source.format }, async (writer) => {
    const there = await writer.receive(source);
    if (there.status !== 'receiving' || !sees(context.cut, there.compartment) || isReadAlike(there, source))
      return there;
    await writer.discard(source.sha256, 'begun anew as it was described otherwise');
    return writer.receive(source);
  });
}

function alreadyStored(path: string, source: Source): IngestedFile {
  const { sha256, format, sourceClass, rowsRead, recordsStored, quarantined } = source;
  const counts = { rowsRead, recordsStored, quarantined, facts: {} };
  return { path, sha256, format, sourceClass, status: 'already-stored', ...counts, error: null };
}

/** The first part of the way of a file: hash, plan, open its Source as receiving, keep the bytes. */
export async function receiveFile(
  context: OperationContext,
  path: string,
  options: IngestOptions,
): Promise<ReceivedFile> {
  const answer = (file: IngestedFile): ReceivedFile => ({ kind: 'answered', file });
  const opened = await openRegularFile(path);
  if (!opened.ok) return answer(rejected(path, opened.error));
  const file = opened.value;
  const planned = await plan(file, options);
  if (!planned.ok) {
    await context.write(file.sha256, { act: 'refuse', code: planned.error.code }, async () => undefined);
    return answer(rejected(path, planned.error, { sha256: file.sha256 }));
  }
  const source = newSource(context, file, planned.value, options);
  const there = await receive(context, source);
  if (!sees(context.cut, there.compartment)) {
    const { sha256, format, sourceClass } = source;
    const closed = failure('CONFLICT', 'the same bytes belong to a case that is not open to you');
    return answer(rejected(path, closed, { sha256, format, sourceClass }));
  }
  if (there.status === 'sealed') {
    await shareUpload(context.home.blobs, path, blobPath(context.home.blobs, file.sha256));
    return answer(alreadyStored(path, there));
  }
  const reading: SourceReading = {
    source: { ...there, status: 'receiving', reason: null },
    map: planned.value.map,
  };
  const kept = await attemptFile(() => keepBlob(context.home.blobs, file.sha256, file.byteLength, file.open()));
  if (!kept.ok) return answer(await discardFile(context, path, reading, kept.error));
  await shareUpload(context.home.blobs, path, kept.value);
  return { kind: 'receiving', reading };
}
