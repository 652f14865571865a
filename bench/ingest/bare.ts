import { createHash } from 'node:crypto';
import { DatabaseSync } from 'node:sqlite';

/** The peer of (a): copies every row of a filled database into an empty one of the same schema, in batches of 1,000. */
const [filled = '', empty = ''] = process.argv.slice(2);
const BATCH = 1000;

const source = new DatabaseSync(filled, { readOnly: true });
const target = new DatabaseSync(empty);
target.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;');

type Named = { readonly name: string; readonly sql: string | null };
const objects = source
  .prepare(
    "SELECT name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%' ORDER BY type = 'trigger', type = 'index', name",
  )
  .all() as Named[];
for (const { sql } of objects) if (sql !== null) target.exec(sql);
const tables = objects
  .filter(({ sql }) => sql?.toUpperCase().startsWith('CREATE TABLE') === true)
  .map(({ name }) => name);

/** Referenced tables first, so that foreign keys hold at every row, as they do for us. */
function inReferenceOrder(names: readonly string[]): string[] {
  const ordered = new Set<string>();
  const visit = (name: string): void => {
    if (ordered.has(name)) return;
    const references = source.prepare(`SELECT "table" AS name FROM pragma_foreign_key_list('${name}')`).all() as {
      name: string;
    }[];
    for (const reference of references) if (reference.name !== name) visit(reference.name);
    ordered.add(name);
  };
  names.forEach(visit);
  return [...ordered];
}

type Row = Record<string, string | number | bigint | Uint8Array | null>;
const contents = inReferenceOrder(tables).map((table) => ({
  table,
  rows: source.prepare(`SELECT * FROM "${table}"`).all() as Row[],
}));

function checksum(database: DatabaseSync): string {
  const hash = createHash('sha256');
  for (const table of tables) {
    const rows = (database.prepare(`SELECT * FROM "${table}"`).all() as Row[])
      .map((row) => JSON.stringify(Object.values(row).map(String)))
      .sort();
    hash.update(`${table} ${rows.length}\n${rows.join('\n')}`);
  }
  return hash.digest('hex');
}

const start = performance.now();
for (const { table, rows } of contents) {
  const columns = Object.keys(rows[0] ?? {});
  if (columns.length === 0) continue;
  const insert = target.prepare(
    `INSERT INTO "${table}" (${columns.map((name) => `"${name}"`).join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`,
  );
  for (let at = 0; at < rows.length; at += BATCH) {
    target.exec('BEGIN');
    for (const row of rows.slice(at, at + BATCH)) insert.run(...Object.values(row));
    target.exec('COMMIT');
  }
}
const seconds = (performance.now() - start) / 1000;
console.log(JSON.stringify({ seconds, checksum: checksum(target), expected: checksum(source) }));
