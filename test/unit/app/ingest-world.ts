import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import type { Cut } from '../../../src/access/index.ts';
import {
  type App,
  type Caller,
  compose,
  enqueueOperation,
  type IngestOutput,
  ingest,
  readConfig,
} from '../../../src/app/index.ts';
import { type Json, unwrap } from '../../../src/core/index.ts';
import { encodeFact, FACT_KINDS, SOURCE_CLASSES } from '../../../src/facts/index.ts';
import type { Job } from '../../../src/queue/port/index.ts';
import { startWorkers } from '../../../workers/main.ts';

const HEADER =
  'transfer_id,posted_at,from_institution,from_account,from_name,to_institution,to_account,to_name,amount,currency,method,place,conductor,memo';

export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'redress-ingest-'));
  after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Rows of a redress-transfers file; their memos are so long that 2,000 rows are several parts. */
export function transferRows(count: number, seed = 'T'): string[] {
  return Array.from({ length: count }, (_, i) => {
    const memo = `"invoice ${i}, ""${seed}""\n${'é'.repeat(600)}"`;
    return `${seed}${i},2024-01-${String(1 + (i % 28)).padStart(2, '0')},021000021,${i % 700},Holder ${i % 700},091000019,${i % 30},,${1 + (i % 900)}.50,USD,wire,,,${memo}`;
  });
}

export function writeTransfers(path: string, rows: readonly string[]): string {
  writeFileSync(path, `${HEADER}\n${rows.join('\n')}\n`);
  return path;
}

export type Desk = { readonly app: App; readonly caller: Caller };

/** A home of its own with the person who works there. */
export async function openDesk(folder: string): Promise<Desk> {
  const app = unwrap(await compose(unwrap(readConfig({}, folder))));
  const { actor, signer } = unwrap(app.home.actor('local'));
  const opened = unwrap(app.home.case('local'));
  return { app, caller: { viewer: { actor, case: opened, purpose: opened.purpose, view: 'full' }, signer } };
}

export async function endOf({ queue }: App, id: Job['id']): Promise<Job> {
  for (;;) {
    const job = await queue.get(id);
    if (job === null) throw new Error(`job ${id} is gone`);
    if (job.state === 'done' || job.state === 'failed' || job.state === 'cancelled') return job;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** Takes files in through the queue, with workers in this process. */
export async function ingestByQueue(
  { app, caller }: Desk,
  input: { readonly paths: string[]; readonly [name: string]: Json },
  concurrency = 2,
): Promise<IngestOutput> {
  const workers = startWorkers(app, { concurrency });
  try {
    const job = unwrap(await enqueueOperation(app, caller, ingest, { queue: 'ingest', input, files: input.paths }));
    const ended = await endOf(app, job.id);
    if (ended.state !== 'done') throw new Error(`${ended.state}: ${ended.error?.message}`);
    return ended.result as IngestOutput;
  } finally {
    await workers.stop();
  }
}

const ALL: Cut = { classes: [...SOURCE_CLASSES], compartments: 'all', sources: null };

/** Everything that a home shows of what was taken in: Sources, records, facts of every kind, quarantine. */
export async function shownBy({ app }: Desk): Promise<Record<string, unknown[]>> {
  const { read } = app.store;
  const shown: Record<string, unknown[]> = {
    sources: [...(await read.source({ cut: ALL }))],
    records: [],
    quarantine: [...(await read.quarantine({ source: null, cut: ALL, page: { limit: 1000, after: null } }))],
  };
  for await (const block of read.records(ALL)) shown.records?.push(...block);
  for (const kind of FACT_KINDS) {
    const facts: unknown[] = [];
    for await (const block of read.factsOf(kind, ALL)) facts.push(...block.map((fact) => encodeFact(fact)));
    shown[kind] = facts;
  }
  return shown;
}
