import type { Cut } from '../../access/index.ts';
import { canonicalJson, type Json, type RunId } from '../../core/index.ts';
import type { KeyRow, ResultRow, StoreReader } from '../../store/port/index.ts';
import { findRun } from '../operations/results.ts';
import { forget } from './forget.ts';
import type { LeftOut, PeopleRecord } from './record.ts';

/** A result as it may be read, or nothing of it. */
function shown(row: ResultRow, leftOut: LeftOut): ResultRow[] {
  if (leftOut.ids.has(row.id)) return [];
  return [{ ...row, json: canonicalJson(forget(JSON.parse(row.json) as Json, leftOut)) }];
}

/** A page is filled up: a short one would be taken for the last. */
async function pageOf(
  read: StoreReader,
  leftOut: LeftOut,
  ...[run, kind, { limit, after: first }]: Parameters<StoreReader['results']>
): Promise<ResultRow[]> {
  const rows: ResultRow[] = [];
  let after = first;
  for (let full = true; full && rows.length < limit; ) {
    const page = await read.results(run, kind, { limit, after });
    rows.push(...page.flatMap((row) => shown(row, leftOut)));
    after = page.at(-1)?.id ?? null;
    full = page.length === limit;
  }
  return rows.slice(0, limit);
}

/** Whether a key row speaks of somebody who is left out. The id of a place key only says which result stands before. */
function speaksOf({ key, id }: KeyRow, { ids }: LeftOut): boolean {
  return key.split(' ').some((word) => ids.has(word)) || (!key.startsWith('row ') && ids.has(id));
}

/** Values that fewer than two of those who are shown have: they would tell that somebody else has them too. */
async function loneValues(read: StoreReader, run: RunId, rows: readonly KeyRow[], leftOut: LeftOut) {
  const values = [...new Set(rows.filter(({ key }) => key.startsWith('holds ')).map(({ id }) => id))];
  const lone = new Set<string>();
  for (const value of values) {
    const sharers = await read.candidates(run, [`value ${value}`]);
    const others = sharers.filter((row) => !speaksOf(row, leftOut));
    if (others.length < 2 && others.length < sharers.length) lone.add(value);
  }
  return lone;
}

async function candidatesOf(read: StoreReader, run: RunId, keys: readonly string[], leftOut: LeftOut) {
  const rows = (await read.candidates(run, keys)).filter((row) => !speaksOf(row, leftOut));
  const lone = await loneValues(read, run, rows, leftOut);
  return rows.filter(({ key, id }) => !(key.startsWith('holds ') && lone.has(id)));
}

/**
 * A reader in which persons past their review-by date are not there: no result, no key and no edge leads to them, other
 * results do not name them, and a record that names them is absent. The Run itself, its facts and its digest are as they
 * were: what a Run is made from is not read through here.
 */
export function readerWithoutPast(read: StoreReader, people: PeopleRecord, cut: Cut): StoreReader {
  const findCurrent = async (): Promise<LeftOut | null> => {
    if ((await people.basis()) === null) return null;
    const head = await findRun({ read, cut }, null);
    return head.ok ? people.leftOut(head.value.run as RunId) : null;
  };
  let found: Promise<LeftOut | null> | null = null;
  const current = () => {
    found ??= findCurrent();
    return found;
  };
  return {
    ...read,
    results: async (run, kind, page) => {
      const leftOut = run === null ? null : await people.leftOut(run);
      return leftOut === null ? read.results(run, kind, page) : pageOf(read, leftOut, run, kind, page);
    },
    candidates: async (run, keys) => {
      const leftOut = await people.leftOut(run);
      return leftOut === null ? read.candidates(run, keys) : candidatesOf(read, run, keys, leftOut);
    },
    neighbours: async (query) => {
      const edges = await read.neighbours(query);
      const ids = (await current())?.ids;
      return ids === undefined ? edges : edges.filter(({ from, to }) => !ids.has(from) && !ids.has(to));
    },
    byId: async (record, of) => {
      const found = await read.byId(record, of);
      return found !== null && (await current())?.records.has(record) === true ? null : found;
    },
  };
}
