import type { Cut } from '../../access/index.ts';
import { canonicalJson, compareText, sortedUnique } from '../../core/index.ts';
import { decodeFact, type Fact, type FactKind, type FactOf } from '../../facts/index.ts';
import {
  blocks,
  checkId,
  checkNeighbourLimit,
  checkPage,
  collect,
  type Edge,
  indexKey,
  type KeyRow,
  MAX_BLOCK,
  type Page,
  type ResultRow,
  readClassesJson,
  readDecisionJson,
  readJudgementJson,
  readQuarantineJson,
  readRecordJson,
  readSequenced,
  readSourceJson,
  type StoreReader,
} from '../port/index.ts';
import type { Database } from './database.ts';
import type { Rows } from './statements.ts';

function sourcesInCut(database: Database, cut: Cut, sha: string | null): Promise<Rows<'sources-in-cut'>> {
  return collect<Rows<'sources-in-cut'>[number]>(Number.MAX_SAFE_INTEGER, (last, limit) =>
    database.read('sources-in-cut', {
      sha,
      classes: canonicalJson(cut.classes),
      compartments: cut.compartments === 'all' ? null : canonicalJson(cut.compartments),
      shas: cut.sources === null ? null : canonicalJson(cut.sources),
      after: last?.sha ?? '',
      limit,
    }),
  );
}

/**
 * The sealed Sources of a cut, as the list that every view filters by. A view fixes it when it starts, so a Source
 * sealed while the view runs is not half in it.
 */
async function visible(database: Database, cut: Cut): Promise<string> {
  const rows = await sourcesInCut(database, cut, null);
  return canonicalJson(rows.filter((row) => row.status === 'sealed').map((row) => row.no));
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
  const pages = blocks<Rows<'facts-page'>[number]>((last, limit) =>
    database.read('facts-page', {
      kind,
      sources,
      after_id: last?.id ?? '',
      after_sha: last?.sha ?? '',
      after_variant: last?.variant ?? 0,
      limit,
    }),
  );
  for await (const page of pages) yield page.map((row) => decodeFact(row.json) as FactOf<K>);
}

async function rowsUnder(database: Database, run: string, key: string): Promise<readonly KeyRow[]> {
  const rows = await collect<Rows<'candidates'>[number]>(Number.MAX_SAFE_INTEGER, (last, limit) =>
    database.read('candidates', {
      run,
      key: indexKey(key),
      after_id: last?.id ?? '',
      after_kind: last?.kind ?? '',
      limit,
    }),
  );
  return rows.map(({ id, kind }) => ({ key, id, kind }));
}

/** Questions that the thread of the database is given before the first is answered. */
const KEYS_AT_ONCE = 64;

async function candidates(database: Database, run: string, keys: readonly string[]): Promise<readonly KeyRow[]> {
  const wanted = sortedUnique(keys);
  const found: KeyRow[] = [];
  for (let from = 0; from < wanted.length; from += KEYS_AT_ONCE) {
    const asked = wanted.slice(from, from + KEYS_AT_ONCE).map((key) => rowsUnder(database, run, key));
    found.push(...(await Promise.all(asked)).flat());
  }
  return found;
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
    const params = wanted.slice(from, from + group).map((id) => ({ id, kinds: canonicalJson(kinds), sources, limit }));
    // An edge between two of the ids is found from both; it is told once, where it is found first.
    for (const { fact, kind, edge_from, edge_to } of await database.readEach('neighbours', params))
      if (!edges.has(`${kind} ${fact}`))
        edges.set(`${kind} ${fact}`, { fact, kind, from: edge_from, to: edge_to } as Edge);
  }
  return [...edges.values()];
}

async function degrees(database: Database, ids: readonly string[], cut: Cut): Promise<ReadonlyMap<string, number>> {
  const sources = await visible(database, cut);
  const found = new Map<string, number>();
  const wanted = sortedUnique(ids);
  for (let from = 0; from < wanted.length; from += MAX_BLOCK) {
    const params = wanted.slice(from, from + MAX_BLOCK).map((id) => ({ id, sources }));
    for (const { id, degree } of await database.readEach('degree', params)) found.set(id, degree);
  }
  return found;
}

async function byId(database: Database, id: string, cut: Cut): ReturnType<StoreReader['byId']> {
  checkId(id, 'record id');
  const sources = await visible(database, cut);
  const [row] = await database.read('record-by-id', { id, sources });
  if (row === undefined) return null;
  const stated = JSON.parse(row.facts) as [string, string][];
  const found: Rows<'facts-by-ids'>[number][] = [];
  for (let from = 0; from < stated.length; from += MAX_BLOCK / 2) {
    const facts = canonicalJson(stated.slice(from, from + MAX_BLOCK / 2));
    found.push(...(await database.read('facts-by-ids', { facts, source: row.source })));
  }
  found.sort((a, b) => compareText(a.kind, b.kind) || compareText(a.id, b.id) || a.variant - b.variant);
  return { record: readRecordJson(row.json), facts: found.map((item): Fact => decodeFact(item.json)) };
}

async function runHeads(database: Database, page: Page): Promise<readonly ResultRow[]> {
  const heads = await collect<Rows<'runs-page'>[number]>(page.limit, (last, limit) =>
    database.read('runs-page', { after: last?.id ?? page.after, limit }),
  );
  return heads.map(({ id, saved, classes, json }) => {
    return { kind: 'run', id, rank: saved, classes: readClassesJson(classes), json };
  });
}

async function resultsOf(database: Database, run: string, kind: string, page: Page): Promise<readonly ResultRow[]> {
  let start = { rank: Number.MIN_SAFE_INTEGER, id: '' };
  if (page.after !== null) {
    const [row] = await database.read('result-rank', { run, kind, id: page.after });
    if (row === undefined) return [];
    start = { rank: row.rank, id: page.after };
  }
  const rows = await collect<Rows<'results-page'>[number]>(page.limit, (last, limit) => {
    const { rank, id } = last ?? start;
    return database.read('results-page', { run, kind, after_rank: rank, after_id: id, limit });
  });
  return rows.map((row) => ({ ...row, classes: readClassesJson(row.classes) }));
}

async function results(
  database: Database,
  run: string | null,
  kind: string,
  page: Page,
): Promise<readonly ResultRow[]> {
  checkPage(page);
  if (run !== null) return resultsOf(database, run, kind, page);
  return kind === 'run' ? runHeads(database, page) : [];
}

/**
 * What people decided, numbered anew within the cut: a gap would tell that something hidden was decided, and the Run of
 * a cut must not depend on what it does not show.
 */
async function judgements(database: Database, cut: Cut): ReturnType<StoreReader['judgements']> {
  const params = { classes: canonicalJson([...cut.classes, 'DERIVED']), sources: await visible(database, cut) };
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
function quarantinePlace(after: string | null): { readonly after_sha: string; readonly after_ordinal: number } {
  const [sha = '', ordinal = '-1'] = after === null ? [] : after.split(':');
  return { after_sha: sha, after_ordinal: Number(ordinal) };
}

async function quarantine(
  database: Database,
  { source, cut, page }: Parameters<StoreReader['quarantine']>[0],
): ReturnType<StoreReader['quarantine']> {
  checkPage(page);
  const shown = await sourcesInCut(database, cut, source);
  const sources = canonicalJson(shown.filter((row) => row.status === 'sealed').map((row) => row.no));
  const rows = await collect<Rows<'quarantine-page'>[number]>(page.limit, (last, limit) => {
    const place = last === null ? quarantinePlace(page.after) : { after_sha: last.sha, after_ordinal: last.ordinal };
    return database.read('quarantine-page', { sources, ...place, limit });
  });
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
