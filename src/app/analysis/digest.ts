import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { canonicalJson, compareText, type Json, makeId, type RunId, sha256Hex } from '../../core/index.ts';
import type { FactSet } from '../../facts/index.ts';
import type { ResultRow } from '../../store/port/index.ts';

/** The result kinds that the outputDigest covers, in this order (interface 3). */
export const DIGESTED_KINDS = ['entity', 'account', 'finding', 'network', 'lead'] as const;

/** SHA-256 of what a Run reads: sealed Sources with their classes, decisions, reference tables. */
export function inputDigest(
  facts: Pick<FactSet, 'sources' | 'judgements' | 'decisions'>,
  reference: readonly { readonly name: string; readonly sha256: string }[],
): string {
  const input: Json = {
    sources: facts.sources
      .map((source) => [source.sha256, source.sourceClass])
      .sort((a, b) => compareText(a.join(), b.join())),
    judgements: facts.judgements.map(({ id, verdict, left, right }) => [id, verdict, left, right]),
    decisions: facts.decisions.flatMap((decision) => {
      if (decision.kind === 'person-state')
        return [
          [decision.party, decision.state, decision.confirmedBy ?? '', decision.ordinal, ...(decision.answers ?? [])],
        ];
      return decision.act === 'build' ? [['build', decision.network ?? '']] : [];
    }),
    reference: reference.map(({ name, sha256 }) => [name, sha256]),
  };
  return sha256Hex(canonicalJson(input));
}

/** SHA-256 over the canonical JSON lines of entities, accounts, findings, networks and leads, each kind in id order. */
export function outputDigest(rows: readonly ResultRow[]): string {
  const lines = DIGESTED_KINDS.flatMap((kind) =>
    rows
      .filter((row) => row.kind === kind)
      .sort((a, b) => compareText(a.id, b.id))
      .map((row) => row.json),
  );
  return sha256Hex(lines.map((line) => `${line}\n`).join(''));
}

export function runId(inputs: string, parameters: Json, codeVersion: string): RunId {
  return makeId('run', [inputs, parameters, codeVersion]);
}

const CODE_FOLDERS = ['src', 'cypher', 'reference'];
const CODE_FILE = /\.(ts|js|sql|cypher|csv|json)$/;

/** Package version + hash of src, cypher and reference: what "the same code" means for a Run. */
export function codeVersion(root: string): string {
  const version = String(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).version);
  const hashes = CODE_FOLDERS.flatMap((folder) => listFiles(join(root, folder)))
    .filter((path) => CODE_FILE.test(path))
    .map((path) => `${relative(root, path).replaceAll('\\', '/')} ${sha256Hex(readFileSync(path))}\n`)
    .sort(compareText);
  return `${version}+${sha256Hex(hashes.join('')).slice(0, 16)}`;
}

function listFiles(folder: string): string[] {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name));
  } catch {
    return [];
  }
}
