import { canonicalJson, groupBy, sortedUnique } from '../../core/index.ts';
import {
  checkPage,
  collect,
  type KeyRow,
  MAX_BLOCK,
  type Page,
  type ResultRow,
  readClassesJson,
} from '../port/index.ts';
import type { Database } from './database.ts';
import { keysUnder, searchPart } from './order-keys.ts';
import type { Rows } from './statements.ts';

/** Keys that one statement looks up: an expansion asks for hundreds, and each way to the server costs as much as all. */
const KEYS_AT_ONCE = 200;

type Range = { readonly key: string; readonly after: string; readonly before: string };

/** Looks up some keys at once; one that has more than a block is asked for again after its last. */
async function lookUp(database: Database, keys: readonly Range[], found: Map<string, KeyRow[]>): Promise<void> {
  let ranges = keys;
  while (ranges.length > 0) {
    const asked = ranges.map(({ after, before }) => ({ after, before }));
    const rows = groupBy(await database.read('candidates', { ranges: asked, limit: MAX_BLOCK }), ({ no }) => no);
    const unfinished: Range[] = [];
    for (const [no, range] of ranges.entries()) {
      const block = rows.get(no) ?? [];
      const { key } = range;
      found.set(key, [...(found.get(key) ?? []), ...block.map(({ id, kind }) => ({ key, id, kind }))]);
      const last = block.at(-1);
      if (last !== undefined && block.length === MAX_BLOCK) unfinished.push({ ...range, after: last.place });
    }
    ranges = unfinished;
  }
}

/** Rows of a Run that is still being written are there, and no view may show them. */
async function isShown(database: Database, run: string): Promise<boolean> {
  return (await database.read('run-saved', { id: run })).length > 0;
}

export async function candidates(database: Database, run: string, keys: readonly string[]): Promise<readonly KeyRow[]> {
  if (!(await isShown(database, run))) return [];
  const ranges = sortedUnique(keys).map((key): Range => ({ key, ...keysUnder(run, searchPart(key)) }));
  const found = new Map<string, KeyRow[]>();
  for (let from = 0; from < ranges.length; from += KEYS_AT_ONCE)
    await lookUp(database, ranges.slice(from, from + KEYS_AT_ONCE), found);
  return ranges.flatMap(({ key }) => found.get(key) ?? []);
}

const classesOf = (classes: readonly string[]) => readClassesJson(canonicalJson(classes));

async function runHeads(database: Database, page: Page): Promise<readonly ResultRow[]> {
  let before = Number.MAX_SAFE_INTEGER;
  if (page.after !== null) {
    const [row] = await database.read('run-saved', { id: page.after });
    if (row === undefined) return [];
    before = row.saved;
  }
  const heads = await collect<Rows<'runs-page'>[number]>(page.limit, (last, limit) =>
    database.read('runs-page', { before: last?.saved ?? before, limit }),
  );
  return heads.map(({ id, saved, classes, json }) => {
    return { kind: 'run', id, rank: saved, classes: classesOf(classes), json };
  });
}

async function resultsOf(database: Database, run: string, kind: string, page: Page): Promise<readonly ResultRow[]> {
  if (!(await isShown(database, run))) return [];
  const { after, before } = keysUnder(run, kind);
  let start = after;
  if (page.after !== null) {
    const [row] = await database.read('result-key', { run, kind, id: page.after });
    if (row === undefined) return [];
    start = row.key;
  }
  const rows = await collect<Rows<'results-page'>[number]>(page.limit, (last, limit) =>
    database.read('results-page', { after: last?.key ?? start, before, limit }),
  );
  return rows.map(({ kind: of, id, rank, classes, json }) => ({
    kind: of,
    id,
    rank,
    classes: classesOf(classes),
    json,
  }));
}

/** Results of a Run of one kind, or the heads of all Runs. */
export async function results(
  database: Database,
  run: string | null,
  kind: string,
  page: Page,
): Promise<readonly ResultRow[]> {
  checkPage(page);
  if (run !== null) return resultsOf(database, run, kind, page);
  return kind === 'run' ? runHeads(database, page) : [];
}
