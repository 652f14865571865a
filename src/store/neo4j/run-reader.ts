import { canonicalJson, sortedUnique } from '../../core/index.ts';
import { checkPage, collect, type KeyRow, type Page, type ResultRow, readClassesJson } from '../port/index.ts';
import type { Database } from './database.ts';
import { keysUnder, searchPart } from './order-keys.ts';
import type { Rows } from './statements.ts';

export async function candidates(database: Database, run: string, keys: readonly string[]): Promise<readonly KeyRow[]> {
  const found: KeyRow[] = [];
  for (const key of sortedUnique(keys)) {
    const { after, before } = keysUnder(run, searchPart(key));
    const rows = await collect<Rows<'candidates'>[number]>(Number.MAX_SAFE_INTEGER, (last, limit) =>
      database.read('candidates', { after: last?.place ?? after, before, limit }),
    );
    for (const { id, kind } of rows) found.push({ key, id, kind });
  }
  return found;
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
