import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Cut } from '../../access/index.ts';
import {
  err,
  errorClass,
  type Failure,
  failure,
  ok,
  RedressError,
  type Result,
  type Sha256,
} from '../../core/index.ts';
import type { Fact, FormatId, Source, SourceClass } from '../../facts/index.ts';
import {
  openRegularFile,
  parseTableMap,
  type RegularFile,
  readSource,
  resolveSourceClass,
  sniffFormat,
  type TableMap,
} from '../../sources/index.ts';
import type { OperationContext } from '../context.ts';
import { placeLookup } from '../place-lookup.ts';
import { keepBlob, readBlob } from './blobs.ts';

export type IngestOptions = {
  readonly format: string | null;
  readonly map: string | null;
  readonly sourceClass: SourceClass | null;
  readonly custodian: string | null;
  readonly receivedAt: string | null;
};

/** What became of one file. */
export type IngestedFile = {
  readonly path: string;
  readonly sha256: string | null;
  readonly format: string | null;
  readonly sourceClass: string | null;
  readonly status: 'stored' | 'already-stored' | 'rejected';
  readonly rowsRead: number;
  readonly recordsStored: number;
  readonly quarantined: number;
  readonly facts: Readonly<Record<string, number>>;
  readonly error: { readonly code: string; readonly message: string } | null;
};

/** How each kind of fact is called in the answer of `ingest` (interface 2). */
const FACT_LABELS = {
  party: 'parties',
  account: 'accounts',
  transfer: 'transfers',
  'cash-movement': 'cashMovements',
  holding: 'holdings',
  listing: 'listings',
  balance: 'balances',
  asset: 'assets',
  'aggregate-flow': 'aggregateFlows',
} as const;

function rejected(path: string, problem: Failure, known: Partial<IngestedFile> = {}): IngestedFile {
  const message = problem.message.includes(basename(path)) ? problem.message : `${basename(path)}: ${problem.message}`;
  return {
    path,
    sha256: null,
    format: null,
    sourceClass: null,
    rowsRead: 0,
    recordsStored: 0,
    quarantined: 0,
    facts: {},
    ...known,
    status: 'rejected',
    error: { code: problem.code, message },
  };
}

type Plan = { readonly format: FormatId; readonly sourceClass: SourceClass; readonly map: TableMap | null };

async function plan(file: RegularFile, options: IngestOptions): Promise<Result<Plan>> {
  const map = options.map === null ? ok(null) : await loadMap(options.map);
  if (!map.ok) return map;
  const format =
    options.format === null
      ? map.value === null
        ? sniffFormat(file.head, file.fileName)
        : ok('table' as FormatId)
      : ok(options.format as FormatId);
  if (!format.ok) return format;
  const sourceClass = resolveSourceClass(format.value, options.sourceClass);
  return sourceClass.ok ? ok({ format: format.value, sourceClass: sourceClass.value, map: map.value }) : sourceClass;
}

async function loadMap(path: string): Promise<Result<TableMap>> {
  const text = await readFile(path, 'utf8').catch(() => null);
  return text === null ? err(failure('FILE_NOT_READABLE', `the map ${path} cannot be read`)) : parseTableMap(text);
}

/**
 * Takes in one file: hash, keep the bytes, read them in blocks under a receiving Source, seal. A failure of the whole
 * file removes its rows and keeps its reason, so a rejected file changes no answer.
 */
export async function ingestFile(
  context: OperationContext,
  path: string,
  options: IngestOptions,
): Promise<IngestedFile> {
  const opened = await openRegularFile(path);
  if (!opened.ok) return rejected(path, opened.error);
  const file = opened.value;
  const planned = await plan(file, options);
  if (!planned.ok) {
    await context.write(file.sha256, { act: 'refuse', code: planned.error.code }, async () => undefined);
    return rejected(path, planned.error, { sha256: file.sha256 });
  }
  const source = newSource(context, file, planned.value, options);
  const known = { path, sha256: file.sha256, format: source.format, sourceClass: source.sourceClass };
  const there = await context.write(file.sha256, { act: 'receive', format: source.format }, (writer) =>
    writer.receive(source),
  );
  if (!sees(context.cut, there.compartment))
    return rejected(path, failure('CONFLICT', 'the same bytes belong to a case that is not open to you'), known);
  if (there.status === 'sealed') {
    const { format, sourceClass, rowsRead, recordsStored, quarantined } = there;
    return {
      ...known,
      format,
      sourceClass,
      status: 'already-stored',
      rowsRead,
      recordsStored,
      quarantined,
      facts: {},
      error: null,
    };
  }
  try {
    const blob = await keepBlob(context.home.blobs, file.sha256, file.byteLength, file.open());
    const counts = await storeBlocks(context, { file, source, blob, map: planned.value.map });
    return { ...known, ...counts, status: 'stored', error: null };
  } catch (error) {
    // A full disk or a lost home is no fault of the file: the command stops, and the next start clears what it left.
    if (!(error instanceof RedressError) || errorClass(error.failure.code) === 'unavailable') throw error;
    await context.write(file.sha256, { act: 'discard', code: error.failure.code }, (writer) =>
      writer.discard(file.sha256, error.failure.message),
    );
    return rejected(path, error.failure, known);
  }
}

function sees({ compartments }: Cut, compartment: string): boolean {
  return compartments === 'all' || compartments.includes(compartment);
}

function newSource(
  context: OperationContext,
  file: RegularFile,
  { format, sourceClass }: Plan,
  options: IngestOptions,
): Source {
  const caseId = context.viewer.case.id;
  return {
    sha256: file.sha256,
    fileName: file.fileName,
    byteLength: file.byteLength,
    format,
    sourceClass,
    compartment: caseId,
    custodian: options.custodian,
    receivedAt: options.receivedAt,
    status: 'receiving',
    rowsRead: 0,
    recordsStored: 0,
    quarantined: 0,
    reason: null,
  };
}

function countFacts(counts: Record<string, number>, facts: readonly Fact[]): void {
  for (const { kind } of facts) {
    if (!(kind in FACT_LABELS)) continue;
    const label = FACT_LABELS[kind as keyof typeof FACT_LABELS];
    counts[label] = (counts[label] ?? 0) + 1;
  }
}

type Reading = {
  readonly file: RegularFile;
  readonly source: Source;
  readonly blob: string;
  readonly map: TableMap | null;
};

async function storeBlocks(
  context: OperationContext,
  { file, source, blob, map }: Reading,
): Promise<Pick<IngestedFile, 'rowsRead' | 'recordsStored' | 'quarantined' | 'facts'>> {
  const facts: Record<string, number> = Object.fromEntries(Object.values(FACT_LABELS).map((label) => [label, 0]));
  let [recordsStored, quarantined] = [0, 0];
  const { sha256, format, sourceClass, compartment } = source;
  const blocks = readSource({
    open: () => readBlob(blob),
    byteLength: file.byteLength,
    fileName: file.fileName,
    sha256: sha256 as Sha256,
    format,
    sourceClass,
    compartment,
    places: placeLookup(context.reference),
    ...(map === null ? {} : { map }),
  });
  // One write is in flight while the next block is read: the thread inserts while this one parses.
  let writing: Promise<void> = Promise.resolve();
  for await (const block of blocks) {
    await writing;
    const { records, quarantine } = block;
    writing = context.write(sha256, { act: 'batch', from: recordsStored + quarantined }, (writer) =>
      writer.writeBatch({ source: sha256, records, facts: block.facts, quarantine }),
    );
    // A write that fails while the next block is read is met at the next await; until then it must not be unhandled.
    writing.catch(() => undefined);
    recordsStored += records.length;
    quarantined += quarantine.length;
    countFacts(facts, block.facts);
    context.progress({ stage: `reading ${file.fileName}`, done: recordsStored + quarantined, total: null });
  }
  await writing;
  const counts = { rowsRead: recordsStored + quarantined, recordsStored, quarantined };
  await context.write(sha256, { act: 'seal', ...counts }, (writer) =>
    writer.seal({ ...source, ...counts, status: 'sealed' }),
  );
  return { ...counts, facts };
}
