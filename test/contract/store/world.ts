import { type Cut, WHOLE_HOME } from '../../../src/access/index.ts';
import { createRng, type Json, type RunId, sha256Hex } from '../../../src/core/index.ts';
import { encodeFact, FACT_KINDS, type Fact, SOURCE_CLASSES } from '../../../src/facts/index.ts';
import type { Batch, Store } from '../../../src/store/port/index.ts';
import { batchOf, eventOf, runOf, sourceOf } from './build.ts';
import type { CaseFact, CaseRecord } from './vocabulary.ts';

/** A small seeded home: three Sources that name the same accounts in several records, with edges and refused rows. */
export type PlannedSource = { readonly name: string; readonly batch: Batch };

const SOURCES = [
  { name: 'a', class: 'PROCESS_OBTAINED' },
  { name: 'b', class: 'BSA_LEAD_ONLY' },
  { name: 'c', class: 'PUBLIC_RECORD' },
] as const;
const RECORDS = 60;

const id = (prefix: string, ...parts: readonly (string | number)[]) =>
  `${prefix}_${sha256Hex(parts.join('/')).slice(0, 32)}`;

function recordWords(source: string, row: number, pick: (bound: number) => number): CaseRecord {
  const [from, to] = [id('acc', pick(12)), id('acc', pick(12))];
  const party = id('pty', source, row);
  const facts: CaseFact[] = [
    { party, name: `Name ${row} of ${source}` },
    { account: from, number: String(pick(2)) },
    { account: to, number: '1' },
    { transfer: id('fct', source, row), from, to, amount: `${row}.50` },
    { 'account-party': id('fct', source, row, 'owner'), account: from, owner: party },
  ];
  return { id: id('rec', source, row), ordinal: row, facts: facts.filter((_, index) => index !== 2 || to !== from) };
}

export function planWorld(seed: string): PlannedSource[] {
  const rng = createRng(seed);
  return SOURCES.map(({ name, class: sourceClass }) => {
    const records = Array.from({ length: RECORDS }, (_, row) => recordWords(name, row, rng.int));
    const refused = Array.from({ length: 9 }, (_, row) => ({
      ordinal: RECORDS + row,
      code: 'BAD_DATE',
      raw: `row ${row}`,
    }));
    return { name, batch: batchOf({ records, refused }, sourceOf(name, { class: sourceClass })) };
  });
}

function ownerOf(name: string): { class: (typeof SOURCES)[number]['class'] } {
  return { class: SOURCES.find((item) => item.name === name)?.class ?? 'PROCESS_OBTAINED' };
}

/** Parts of a batch: each record stays with its facts. */
export function splitBatch(batch: Batch, size: number): Batch[] {
  const parts: Batch[] = [];
  for (let from = 0; from < Math.max(batch.records.length, batch.quarantine.length); from += size) {
    const records = batch.records.slice(from, from + size);
    const ids = new Set<string>(records.map((record) => record.id));
    const facts = batch.facts.filter((fact) => ids.has(fact.record));
    parts.push({ source: batch.source, records, facts, quarantine: batch.quarantine.slice(from, from + size) });
  }
  return parts;
}

let events = 0;
export async function receivePlanned(store: Store, { name }: PlannedSource): Promise<void> {
  await store.write(eventOf(`event-${events++}`), (writer) => writer.receive(sourceOf(name, ownerOf(name))));
}
export async function writePlanned(store: Store, batch: Batch): Promise<void> {
  await store.write(eventOf(`event-${events++}`), (writer) => writer.writeBatch(batch));
}
export async function sealPlanned(store: Store, { name, batch }: PlannedSource): Promise<void> {
  const [recordsStored, quarantined] = [batch.records.length, batch.quarantine.length];
  const counts = { rowsRead: recordsStored + quarantined, recordsStored, quarantined };
  await store.write(eventOf(`event-${events++}`), (writer) =>
    writer.seal({ ...sourceOf(name, ownerOf(name)), ...counts }),
  );
}

export async function ingestPlanned(store: Store, source: PlannedSource, batches: readonly Batch[]): Promise<void> {
  await receivePlanned(store, source);
  for (const batch of batches) await writePlanned(store, batch);
  await sealPlanned(store, source);
}

export const RUN_ROWS = 4_500;
const RUN = 'run_planned';

export async function savePlannedRun(store: Store): Promise<void> {
  const results = Array.from({ length: RUN_ROWS }, (_, rank) => ({ kind: 'entity', id: id('ent', rank), rank }));
  const keys = results.map((row) => ({ key: `name ${row.rank}`, kind: 'entity', id: row.id }));
  const run = runOf({ run: RUN, head: { digest: 'd' }, results, keys });
  await store.write(eventOf(`event-${events++}`), (writer) => writer.saveRun(run));
}

/** How much of that Run the views show: its head, its rows, the last of its keys. */
export async function seenRun(store: Store): Promise<{ heads: number; rows: number; keys: number }> {
  const heads = await store.read.results(null, 'run', { limit: 5, after: null });
  const rows = await store.read.results(RUN as RunId, 'entity', { limit: RUN_ROWS + 1, after: null });
  const keys = await store.read.candidates(RUN as RunId, [`name ${RUN_ROWS - 1}`]);
  return { heads: heads.length, rows: rows.length, keys: keys.length };
}

/** Opens a home, does something in it and closes it, so that another can be opened. */
export async function inHome<T>(
  open: (folder: string) => Promise<Store>,
  folder: string,
  fn: (store: Store) => Promise<T>,
): Promise<T> {
  const store = await open(folder);
  try {
    return await fn(store);
  } finally {
    await store.close();
  }
}

async function seenFacts(store: Store, cut: Cut): Promise<Json> {
  const kinds: Record<string, string[]> = {};
  for (const kind of FACT_KINDS) {
    const facts: string[] = [];
    for await (const block of store.read.factsOf(kind, cut)) facts.push(...block.map((fact: Fact) => encodeFact(fact)));
    kinds[kind] = facts;
  }
  return kinds;
}

/** Everything that a cut of a home shows, as one value: two homes are the same when these are. */
export async function seenHome(store: Store, cut: Cut = WHOLE_HOME): Promise<Json> {
  const records: Json[] = [];
  const details: Json[] = [];
  for await (const block of store.read.records(cut)) records.push(...block.map((record) => ({ ...record })));
  for (const record of records.slice(0, 20)) {
    const recordId = (record as { id: string }).id;
    const found = await store.read.byId(recordId, cut);
    details.push(found === null ? null : found.facts.map(encodeFact));
  }
  const ids = Array.from({ length: 12 }, (_, index) => id('acc', index));
  const edges = await store.read.neighbours({
    ids,
    kinds: ['transfer', 'account-party', 'holding'],
    limit: 1_000,
    cut,
  });
  const quarantine = await store.read.quarantine({ source: null, cut, page: { limit: 5_000, after: null } });
  return {
    sources: (await store.read.source({ cut })).map((source) => ({ ...source })),
    records,
    details,
    facts: await seenFacts(store, cut),
    edges: edges.map((edge) => ({ ...edge })),
    degrees: Object.fromEntries(await store.read.degrees(ids, cut)),
    quarantine: quarantine.map((row) => ({ ...row })),
  };
}

/** The whole home and each class of it alone. */
export async function seenInEveryCut(store: Store): Promise<Json> {
  const cuts = [WHOLE_HOME, ...SOURCE_CLASSES.map((item): Cut => ({ ...WHOLE_HOME, classes: [item] }))];
  const seen: Json[] = [];
  for (const cut of cuts) seen.push(await seenHome(store, cut));
  return seen;
}
