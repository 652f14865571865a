import { createReadStream, existsSync } from 'node:fs';
import { join } from 'node:path';
import { asSha256, failure, type Json, RedressError, type RunId } from '../../core/index.ts';
import type { Source } from '../../facts/index.ts';
import {
  type KeyRow,
  type ResultRow,
  type RunRows,
  readDecisionJson,
  readJudgementJson,
  readQuarantineJson,
  readSourceJson,
  type StoreWriter,
} from '../../store/port/index.ts';
import { knownActor } from '../actors.ts';
import type { OperationContext } from '../context.ts';
import { caseFile } from '../home.ts';
import { keepBlob } from '../ingest/blobs.ts';
import { readBlocks, readLines } from './files.ts';
import {
  ACTORS,
  blobFile,
  CASES,
  DECISIONS,
  JUDGEMENTS,
  quarantineFile,
  recordsFile,
  runFile,
  SOURCES,
} from './layout.ts';
import { fromLine, readRecordLine, readRunLine } from './lines.ts';
import { keysOfRows } from './run-keys.ts';
import type { VerifiedBackup } from './verify.ts';

const BLOCK = 1_000;

/** A Source whose hash is one: it names files. */
function readSourceLine(line: string): Source {
  const source = readSourceJson(line);
  return { ...source, sha256: asSha256(source.sha256) };
}

/** A restore in hand: every write names the backup, so that one cut short is known again. */
export type Restoring = {
  readonly context: OperationContext;
  readonly backup: VerifiedBackup;
  readonly write: (object: string, act: string, fn: (writer: StoreWriter) => Promise<unknown>) => Promise<void>;
};

export function restoring(context: OperationContext, backup: VerifiedBackup): Restoring {
  return {
    context,
    backup,
    write: async (object, act, fn) => {
      await context.write(object, { backup: backup.sha256, act }, fn);
    },
  };
}

/** Actors and cases are files of the home. Nobody gets a private key by it. */
export async function restorePeople({ context: { home }, backup: { folder } }: Restoring): Promise<void> {
  for await (const line of readLines(folder, ACTORS))
    home.adoptActor(fromLine(ACTORS, line, (text) => knownActor.parse(JSON.parse(text))));
  for await (const line of readLines(folder, CASES))
    home.adoptCase(fromLine(CASES, line, (text) => caseFile.parse(JSON.parse(text))));
}

async function restoreOriginal({ context, backup: { folder } }: Restoring, source: Source): Promise<void> {
  const path = join(folder, blobFile(source.sha256));
  if (existsSync(path)) await keepBlob(context.home.blobs, source.sha256, source.byteLength, createReadStream(path));
}

async function restoreRows({ backup: { folder }, write }: Restoring, { sha256: source }: Source): Promise<void> {
  const rows = recordsFile(source);
  for await (const lines of readBlocks(folder, rows, BLOCK)) {
    const read = lines.map((line) => fromLine(rows, line, readRecordLine));
    const [records, facts] = [read.map(({ record }) => record), read.flatMap((item) => item.facts)];
    await write(source, 'batch', (writer) => writer.writeBatch({ source, records, facts, quarantine: [] }));
  }
  const refused = quarantineFile(source);
  if (!existsSync(join(folder, refused))) return;
  for await (const lines of readBlocks(folder, refused, BLOCK)) {
    const quarantine = lines.map((line) => fromLine(refused, line, readQuarantineJson));
    await write(source, 'batch', (writer) => writer.writeBatch({ source, records: [], facts: [], quarantine }));
  }
}

async function restoreSource(work: Restoring, source: Source): Promise<void> {
  const { sha256, status, reason } = source;
  await restoreOriginal(work, source);
  if (status === 'rejected') {
    await work.write(sha256, 'reject', async (writer) => {
      await writer.receive(source);
      await writer.discard(sha256, reason ?? '');
    });
    return;
  }
  let there: Source = source;
  await work.write(sha256, 'receive', async (writer) => {
    there = await writer.receive(source);
  });
  if (there.status === 'sealed') return;
  await restoreRows(work, source);
  await work.write(sha256, 'seal', (writer) => writer.seal(source));
}

/** Sources with their records, facts, refused rows and original bytes; those that are there already are passed over. */
export async function restoreSources(work: Restoring): Promise<{ sources: number; records: number }> {
  let [sources, records] = [0, 0];
  for await (const line of readLines(work.backup.folder, SOURCES)) {
    const source = fromLine(SOURCES, line, readSourceLine);
    await restoreSource(work, source);
    sources++;
    records += source.recordsStored;
    work.context.progress({ stage: 'restoring sources', done: sources, total: null });
  }
  return { sources, records };
}

/** What people decided, in the order in which they did. An act that is there already is there once. */
export async function restoreDecisions({ backup: { folder }, write }: Restoring): Promise<void> {
  for await (const lines of readBlocks(folder, JUDGEMENTS, BLOCK))
    await write('judgements', 'judge', async (writer) => {
      for (const line of lines) await writer.judge(fromLine(JUDGEMENTS, line, readJudgementJson));
    });
  for await (const lines of readBlocks(folder, DECISIONS, BLOCK))
    await write('decisions', 'decide', async (writer) => {
      for (const line of lines) await writer.decide(fromLine(DECISIONS, line, readDecisionJson));
    });
}

/** One Run in memory, as the store takes it: whole. */
async function readRun(folder: string, run: RunId): Promise<RunRows> {
  const file = runFile(run);
  let head: Json = null;
  const rows: ResultRow[] = [];
  const walking = new Map<string, KeyRow>();
  for await (const line of readLines(folder, file)) {
    if (head === null) {
      head = fromLine(file, line, (text) => JSON.parse(text) as Json);
      continue;
    }
    const row = fromLine(file, line, readRunLine);
    if ('key' in row) walking.set(line, row);
    else rows.push(row);
  }
  if (head === null) throw new RedressError(failure('VERIFY_FAILED', 'the Run has no head', { file }));
  return { run, head, rows, keys: [...keysOfRows(rows), ...walking.values()] };
}

/** Runs, oldest first, so that the newest is the newest again. */
export async function restoreRuns({ context, backup, write }: Restoring): Promise<void> {
  const { folder, manifest } = backup;
  for (const [index, run] of manifest.runs.entries()) {
    const rows = await readRun(folder, run);
    await write(run, 'run', (writer) => writer.saveRun(rows));
    context.progress({ stage: 'restoring Runs', done: index + 1, total: manifest.runs.length });
  }
}
