import { existsSync } from 'node:fs';
import { type Cut, WHOLE_HOME } from '../../access/index.ts';
import { canonicalJson, compareText, type Json, type RunId } from '../../core/index.ts';
import type { FormatId, Source } from '../../facts/index.ts';
import type { ResultRow, StoreReader } from '../../store/port/index.ts';
import type { OperationContext } from '../context.ts';
import { blobPath } from '../ingest/blobs.ts';
import { runHead } from '../operations/results.ts';
import { resultPages } from '../result-pages.ts';
import { writeLines, writeOriginal } from './files.ts';
import {
  ACTORS,
  AUDIT,
  blobFile,
  CASES,
  DECISIONS,
  type FileEntry,
  JUDGEMENTS,
  quarantineFile,
  recordsFile,
  runFile,
  SOURCES,
} from './layout.ts';
import { keyLine, recordLine, resultLine } from './lines.ts';
import { walkingKeys } from './run-keys.ts';

/** Records asked for at once: enough that the store never waits for us, few enough to stay small in memory. */
const AT_ONCE = 50;
const PAGE = 1_000;

const jsonLines = (items: readonly object[]): string[] => items.map((item) => canonicalJson(item as Json));

async function* recordLines(read: StoreReader, cut: Cut, onBlock: (count: number) => void): AsyncGenerator<string> {
  for await (const block of read.records(cut)) {
    for (let from = 0; from < block.length; from += AT_ONCE) {
      const some = block.slice(from, from + AT_ONCE);
      const found = await Promise.all(some.map(({ id }) => read.byId(id, cut)));
      for (const item of found) {
        if (item === null) throw new Error('a record of a sealed source has vanished');
        yield recordLine(item.record, item.facts);
      }
    }
    onBlock(block.length);
  }
}

async function* quarantineLines(read: StoreReader, cut: Cut, source: Source): AsyncGenerator<string> {
  let after: string | null = null;
  do {
    const page: Awaited<ReturnType<StoreReader['quarantine']>> = await read.quarantine({
      source: source.sha256,
      cut,
      page: { limit: PAGE, after },
    });
    yield* jsonLines(page);
    const last = page.at(-1);
    after = last === undefined || page.length < PAGE ? null : `${last.source}:${last.ordinal}`;
  } while (after !== null);
}

/** What is copied, fixed at the start: what comes in meanwhile is for the next backup. */
export type Snapshot = {
  readonly runs: readonly ResultRow[];
  readonly sources: readonly Source[];
  readonly cut: Cut;
};

/** Runs first, then Sources: so every Run that is copied finds the Sources that it read. */
export async function takeSnapshot(read: StoreReader): Promise<Snapshot> {
  const runs: ResultRow[] = [];
  for await (const page of resultPages(read, null, 'run')) runs.push(...page);
  const sources = await read.source({ cut: WHOLE_HOME });
  return { runs: runs.reverse(), sources, cut: { ...WHOLE_HOME, sources: sources.map(({ sha256 }) => sha256) } };
}

/** Formats in which a row that was refused may hold the name of a victim: it is shown nowhere and copied nowhere (R18). */
const OF_VICTIMS: readonly FormatId[] = ['redress-victim-facts', 'redress-outcomes'];

function mayNameVictim({ format, status, quarantined }: Source): boolean {
  return OF_VICTIMS.includes(format) && (status === 'rejected' || quarantined > 0);
}

/** The original bytes of a Source. A rejected one may have none: it was refused before they were kept. */
async function writeOriginalOf({ home }: OperationContext, folder: string, source: Source): Promise<FileEntry[]> {
  if (mayNameVictim(source)) return [];
  const kept = blobPath(home.blobs, source.sha256);
  if (source.status === 'rejected' && !existsSync(kept)) return [];
  return [await writeOriginal(folder, blobFile(source.sha256), kept, source.sha256)];
}

export async function writeSources(
  context: OperationContext,
  folder: string,
  { sources, cut }: Snapshot,
  originals: 'included' | 'left-out',
): Promise<FileEntry[]> {
  const files = [await writeLines(folder, SOURCES, jsonLines(sources))];
  const total = sources.reduce((sum, { recordsStored }) => sum + recordsStored, 0);
  let done = 0;
  for (const source of sources) {
    const one: Cut = { ...cut, sources: [source.sha256] };
    if (source.status === 'sealed') {
      const lines = recordLines(context.stored, one, (count) => {
        done += count;
        context.progress({ stage: 'copying records', done, total });
      });
      files.push(await writeLines(folder, recordsFile(source.sha256), lines));
    }
    if (source.quarantined > 0) {
      const lines = quarantineLines(context.stored, one, source);
      files.push(await writeLines(folder, quarantineFile(source.sha256), lines));
    }
    if (originals === 'included') files.push(...(await writeOriginalOf(context, folder, source)));
  }
  return files;
}

/** A Run: its head, then its results, then the keys that do not follow from them. Its head counts the kinds it holds. */
async function* runLines(read: StoreReader, { id, json }: ResultRow): AsyncGenerator<string> {
  const run = id as RunId;
  yield json;
  for (const kind of Object.keys(runHead.parse(JSON.parse(json)).counts).sort(compareText)) {
    for await (const page of resultPages(read, run, kind)) {
      yield* page.map(resultLine);
      for (let from = 0; from < page.length; from += AT_ONCE)
        yield* (await walkingKeys(read, run, page.slice(from, from + AT_ONCE))).map(keyLine);
    }
  }
}

export async function writeRuns(context: OperationContext, folder: string, { runs }: Snapshot): Promise<FileEntry[]> {
  const files: FileEntry[] = [];
  for (const run of runs) {
    files.push(await writeLines(folder, runFile(run.id as RunId), runLines(context.stored, run)));
    context.progress({ stage: 'copying Runs', done: files.length, total: runs.length });
  }
  return files;
}

/** What people decided, as it is stored: a decision that no signature bears out is kept for the audit to find. */
export async function writeDecisions(context: OperationContext, folder: string, cut: Cut): Promise<FileEntry[]> {
  const { judgements, decisions } = await context.stored.judgements(cut);
  return [
    await writeLines(folder, JUDGEMENTS, jsonLines(judgements)),
    await writeLines(folder, DECISIONS, jsonLines(decisions)),
  ];
}

/** Actors with their public keys, and cases. No private key is here (keys.ts). */
export async function writePeople({ home }: OperationContext, folder: string): Promise<FileEntry[]> {
  return [
    await writeLines(folder, ACTORS, jsonLines(home.actors())),
    await writeLines(folder, CASES, jsonLines(home.cases())),
  ];
}

async function* auditLines(read: StoreReader, onEvent: (leafHash: string) => void): AsyncGenerator<string> {
  for (let from = 0; ; from += PAGE) {
    const { events } = await read.auditRange(from, from + PAGE);
    for (const event of events) {
      onEvent(event.leafHash);
      yield canonicalJson(event as Json);
    }
    if (events.length < PAGE) return;
  }
}

/** The log last, so that it explains all that was copied; `onEvent` gets the leaf hash of each event. */
export async function writeAudit(
  { stored, log }: OperationContext,
  folder: string,
  onEvent: (leafHash: string) => void,
): Promise<FileEntry> {
  await log.settle();
  return writeLines(folder, AUDIT, auditLines(stored, onEvent));
}
