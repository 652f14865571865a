import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sha256Hex } from '../../core/index.ts';
import { type Migration, SCRIPTS, type ThreadData } from './protocol.ts';
import { STATEMENTS } from './statements.ts';

export type LoadedSql = Pick<ThreadData, 'scripts' | 'statements' | 'migrations'>;

/** The fields that open every statement file, in this order. */
const HEADER_FIELDS = ['purpose', 'access', 'params', 'returns', 'order'] as const;
type Header = Readonly<Record<(typeof HEADER_FIELDS)[number], string>>;

/** Reads the comment that opens a statement file; a continued line is indented. */
export function readHeader(name: string, text: string): Header {
  const lines = text.split('\n').filter((line) => line.startsWith('-- '));
  const found = new Map(lines.map((line) => /^-- (\w+): (.+)$/.exec(line)).map((match) => [match?.[1], match?.[2]]));
  const header = Object.fromEntries(HEADER_FIELDS.map((field) => [field, found.get(field)]));
  const missing = HEADER_FIELDS.find((field) => header[field] === undefined);
  if (missing !== undefined) throw new Error(`statement ${name}.sql has no header line "${missing}"`);
  return header as Header;
}

function sqlFiles(folder: string): string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.sql'))
    .map((name) => name.slice(0, -4))
    .sort();
}

/** The texts of the named files. Throws when a file is missing, or is there without being named. */
function readNamed(folder: string, names: readonly string[]): Record<string, string> {
  const files = sqlFiles(folder);
  const missing = names.filter((name) => !files.includes(name));
  const unknown = files.filter((name) => !names.includes(name));
  if (missing.length > 0) throw new Error(`registered without a file: ${missing.join(', ')}`);
  if (unknown.length > 0) throw new Error(`files that are not registered: ${unknown.join(', ')}`);
  return Object.fromEntries(names.map((name) => [name, readFileSync(join(folder, `${name}.sql`), 'utf8')]));
}

function checkHeader(name: keyof typeof STATEMENTS, text: string): void {
  const { access, params } = STATEMENTS[name];
  const header = readHeader(name, text);
  const named = Object.keys(params.shape).join(', ');
  if (header.access !== access) throw new Error(`statement ${name}.sql says access ${header.access}, not ${access}`);
  if (header.params !== (named === '' ? 'none' : named))
    throw new Error(`statement ${name}.sql says params ${header.params}; registered are ${named}`);
}

function readMigrations(folder: string): Migration[] {
  return sqlFiles(folder).map((name) => {
    const sql = readFileSync(join(folder, `${name}.sql`), 'utf8');
    return { name, sha256: sha256Hex(sql), sql };
  });
}

/** All SQL of the adapter, read once at start. Throws on a file that is missing, not registered or badly headed. */
export function loadSql(folder: string = join(import.meta.dirname, 'sql')): LoadedSql {
  const statements = readNamed(folder, Object.keys(STATEMENTS));
  for (const [name, text] of Object.entries(statements)) checkHeader(name as keyof typeof STATEMENTS, text);
  return {
    statements,
    scripts: readNamed(join(folder, 'connection'), SCRIPTS) as LoadedSql['scripts'],
    migrations: readMigrations(join(folder, 'schema')),
  };
}
