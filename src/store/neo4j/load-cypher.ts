import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sha256Hex } from '../../core/index.ts';
import { STATEMENTS, type StatementName } from './statements.ts';

export type Migration = {
  readonly no: number;
  readonly name: string;
  readonly sha256: string;
  readonly steps: string[];
};
export type LoadedCypher = {
  readonly statements: Readonly<Record<StatementName, string>>;
  readonly migrations: readonly Migration[];
};

/** The fields that open every statement file; `plan`, if it is there, says why a scan or a product is right. */
const HEADER_FIELDS = ['purpose', 'access', 'params', 'returns', 'order'] as const;
type Header = Readonly<Record<(typeof HEADER_FIELDS)[number], string>> & { readonly plan: string | undefined };

/** Beside src in a checkout, and beside dist/src in a build, which copies it. */
const FOLDER = join(import.meta.dirname, '..', '..', '..', 'cypher');

/** Reads the comment that opens a statement file. */
export function readHeader(name: string, text: string): Header {
  const lines = text.split('\n').filter((line) => line.startsWith('// '));
  const found = new Map(lines.map((line) => /^\/\/ (\w+): (.+)$/.exec(line)).map((match) => [match?.[1], match?.[2]]));
  const missing = HEADER_FIELDS.find((field) => found.get(field) === undefined);
  if (missing !== undefined) throw new Error(`statement ${name}.cypher has no header line "${missing}"`);
  return Object.fromEntries([...HEADER_FIELDS, 'plan'].map((field) => [field, found.get(field)])) as Header;
}

function cypherFiles(folder: string): string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.cypher'))
    .map((name) => name.slice(0, -'.cypher'.length))
    .sort();
}

function checkHeader(name: StatementName, text: string): void {
  const { access, params } = STATEMENTS[name];
  const header = readHeader(name, text);
  const named = Object.keys(params.shape).join(', ');
  if (header.access !== access) throw new Error(`statement ${name}.cypher says access ${header.access}, not ${access}`);
  if (header.params !== (named === '' ? 'none' : named))
    throw new Error(`statement ${name}.cypher says params ${header.params}; registered are ${named}`);
}

function readStatements(folder: string): LoadedCypher['statements'] {
  const names = Object.keys(STATEMENTS) as StatementName[];
  const files = cypherFiles(folder);
  const missing = names.filter((name) => !files.includes(name));
  const unknown = files.filter((name) => !(name in STATEMENTS));
  if (missing.length > 0) throw new Error(`registered without a file: ${missing.join(', ')}`);
  if (unknown.length > 0) throw new Error(`files that are not registered: ${unknown.join(', ')}`);
  const texts = names.map((name) => [name, readFileSync(join(folder, `${name}.cypher`), 'utf8')] as const);
  for (const [name, text] of texts) checkHeader(name, text);
  return Object.fromEntries(texts) as LoadedCypher['statements'];
}

/** A migration is several statements, each ended by a semicolon at the end of a line: schema and data cannot share one. */
function readMigrations(folder: string): Migration[] {
  return cypherFiles(folder).map((name, index) => {
    const text = readFileSync(join(folder, `${name}.cypher`), 'utf8');
    const steps = text.split(/;$/m).filter((step) => step.replaceAll(/^\/\/.*$/gm, '').trim() !== '');
    return { no: index + 1, name, sha256: sha256Hex(text), steps };
  });
}

/** All Cypher of the adapter, read once at start. Throws on a file that is missing, not registered or badly headed. */
export function loadCypher(folder: string = FOLDER): LoadedCypher {
  return { statements: readStatements(folder), migrations: readMigrations(join(folder, 'schema')) };
}
