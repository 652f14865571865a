import type { Cut } from '../../access/index.ts';
import { sortedUnique } from '../../core/index.ts';
import { decodeFact, type Fact, type FactKind, type FactOf } from '../../facts/index.ts';
import {
  blocks,
  checkId,
  checkNeighbourLimit,
  checkPage,
  collect,
  type Edge,
  MAX_BLOCK,
  readDecisionJson,
  readJudgementJson,
  readQuarantineJson,
  readRecordJson,
  readSequenced,
  readSourceJson,
  type StoreReader,
} from '../port/index.ts';
import type { Database } from './database.ts';
import { keysUnder, orderedInteger, orderedKey } from './order-keys.ts';
import { candidates, results } from './run-reader.ts';
import type { Rows } from './statements.ts';

function sourcesInCut(database: Database, cut: Cut, sha: string | null): Promise<Rows<'sources-in-cut'>> {
  return collect<Rows<'sources-in-cut'>[number]>(Number.MAX_SAFE_INTEGER, (last, limit) =>
    database.read('sources-in-cut', {
      sha,
      classes: [...cut.classes],
      compartments: cut.compartments === 'all' ? null : [...cut.compartments],
      shas: cut.sources === null ? null : [...cut.sources],
      after: last?.sha ?? '',
      limit,
    }),
  );
}

/**
 * The sealed Sources of a cut, as the list that every view filters by. A view fixes it when it starts: each page is a
 * transaction of its own and reads what is committed, and a Source sealed while the view runs must not be half in it.
 */
async function visible(database: Database, cut: Cut, sha: string | null = null): Promise<string[]> {
  const rows = await sourcesInCut(database, cut, sha);
  return rows.filter((row) => row.status === 'sealed').map((row) => row.sha);
}

async function* records(database: Database, cut: Cut): ReturnType<StoreReader['records']> {
  const sources = await visible(database, cut);
  const pages = blocks<Rows<'records-page'>[number]>((last, limit) =>
    database.read('records-page', { sources, after: last?.id ?? '', limit }),
  );
  for await (const page of pages) yield page.map((row) => readRecordJson(row.json));
}

async function* factsOf<K extends FactKind>(database: Database, kind: K, cut: Cut): AsyncGenerator<FactOf<K>[]> {
  const sources = await visible(database, cut);
  const { after, before } = keysUnder(kind);
  const pages = blocks<Rows<'facts-page'>[number]>((last, limit) =>
    database.read('facts-page', { sources, after: last?.key ?? after, before, limit }),
  );
  for await (const page of pages) yield page.map((row) => decodeFact(row.json) as FactOf<K>);
}

async function neighbours(
  database: Database,
  { ids, kinds, limit, cut }: Parameters<StoreReader['neighbours']>[0],
): Promise<readonly Edge[]> {
  checkNeighbourLimit(limit);
  const sources = await visible(database, cut);
  const edges = new Map<string, Edge>();
  const wanted = sortedUnique(ids);
  const group = Math.max(1, Math.floor(MAX_BLOCK / limit));
  for (let from = 0; from < wanted.length; from += group) {
    const params = { ids: wanted.slice(from, from + group), kinds: [...kinds], sources, limit };
    // An edge between two of the ids is found from both; it is told once, where it is found first.
    for (const row of await database.read('neighbours', params))
      if (!edges.has(`${row.kind} ${row.fact}`))
        edges.set(`${row.kind} ${row.fact}`, { fact: row.fact, kind: row.kind, from: row.from, to: row.to } as Edge);
  }
  return [...edges.values()];
}

async function degrees(database: Database, ids: readonly string[], cut: Cut): Promise<ReadonlyMap<string, number>> {
  const sources = await visible(database, cut);
  const found = new Map<string, number>();
  const wanted = sortedUnique(ids);
  for (let from = 0; from < wanted.length; from += MAX_BLOCK) {
    const rows = await database.read('degrees', { ids: wanted.slice(from, from + MAX_BLOCK), sources });
    for (const { id, degree } of rows) found.set(id, degree);
  }
  return found;
}

async function byId(database: Database, id: string, cut: Cut): ReturnType<StoreReader['byId']> {
  checkId(id, 'record id');
  const sources = await visible(database, cut);
  const [row] = await database.read('record-by-id', { id, sources });
  if (row === undefined) return null;
  const stated = JSON.parse(row.facts) as [string, string][];
  const starts = sortedUnique(stated.map(([kind, fact]) => keysUnder(kind, fact, row.source).after));
  const found: Fact[] = [];
  for (let from = 0; from < starts.length; from += MAX_BLOCK / 2) {
    const rows = await database.read('facts-by-keys', { starts: starts.slice(from, from + MAX_BLOCK / 2) });
    found.push(...rows.map(({ json }) => decodeFact(json)));
  }
  return { record: readRecordJson(row.json), facts: found };
}

/**
 * What people decided, numbered anew within the cut: a gap would tell that something hidden was decided, and the Run of
 * a cut must not depend on what it does not show.
 */
async function judgements(database: Database, cut: Cut): ReturnType<StoreReader['judgements']> {
  const params = { classes: [...cut.classes, 'DERIVED'], sources: await visible(database, cut) };
  const judged = await collect<Rows<'judgements-page'>[number]>(Number.MAX_SAFE_INTEGER, (last, limit) =>
    database.read('judgements-page', { ...params, after: last?.no ?? 0, limit }),
  );
  const decided = await collect<Rows<'decisions-page'>[number]>(Number.MAX_SAFE_INTEGER, (last, limit) =>
    database.read('decisions-page', { ...params, after: last?.no ?? 0, limit }),
  );
  return {
    judgements: judged.map((row, index) => ({ ...readJudgementJson(row.json), ordinal: index + 1 })),
    decisions: decided.map((row, index) => ({ ...readDecisionJson(row.json), ordinal: index + 1 })),
  };
}

/** `after` of a refused row is its Source sha and ordinal, joined by a colon. */
function quarantinePlace(after: string | null): string {
  const [sha = '', ordinal = '-1'] = after === null ? [] : after.split(':');
  return orderedKey(sha, orderedInteger(Number(ordinal)));
}

async function quarantine(
  database: Database,
  { source, cut, page }: Parameters<StoreReader['quarantine']>[0],
): ReturnType<StoreReader['quarantine']> {
  checkPage(page);
  const sources = await visible(database, cut, source);
  const rows = await collect<Rows<'quarantine-page'>[number]>(page.limit, (last, limit) =>
    database.read('quarantine-page', { sources, after: last?.key ?? quarantinePlace(page.after), limit }),
  );
  return rows.map((row) => readQuarantineJson(row.json));
}

async function auditRange(database: Database, from: number, to: number): ReturnType<StoreReader['auditRange']> {
  const events = await collect<Rows<'audit-page'>[number]>(Math.max(0, to - from), (last, limit) => {
    const start = last === null ? from : last.seq + 1;
    return database.read('audit-page', { from: start, to: Math.min(to, start + limit) });
  });
  const [count] = await database.read('audit-waiting-count', {});
  return { events: events.map(readSequenced), unsequenced: count?.waiting ?? 0 };
}

/** The reads of the port. */
export function readerOn(database: Database): StoreReader {
  return {
    source: async ({ sha, cut }) =>
      (await sourcesInCut(database, cut, sha ?? null)).map((row) => readSourceJson(row.json)),
    records: (cut) => records(database, cut),
    factsOf: (kind, cut) => factsOf(database, kind, cut),
    candidates: (run, keys) => candidates(database, run, keys),
    neighbours: (query) => neighbours(database, query),
    degrees: (ids, cut) => degrees(database, ids, cut),
    byId: (record, cut) => byId(database, record, cut),
    results: (run, kind, page) => results(database, run, kind, page),
    judgements: (cut) => judgements(database, cut),
    quarantine: (query) => quarantine(database, query),
    auditRange: (from, to) => auditRange(database, from, to),
  };
}
