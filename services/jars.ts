import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { err, ok, type Result } from '../src/core/index.ts';
import { runCommand } from './run-command.ts';

const pom = join(import.meta.dirname, 'pom.xml');
const cache = join(import.meta.dirname, '..', '.cache', 'neo4j');

/** Where the jars of this pom.xml lie, or will lie: a change of the pom is another folder. */
export function jarFolder(): string {
  return join(cache, createHash('sha256').update(readFileSync(pom)).digest('hex').slice(0, 16));
}

/**
 * The jars of Neo4j (128 MB), copied from Maven Central once. They become visible under their name all at once, so two
 * processes that bring them at the same time do no harm.
 */
export async function ensureJars(say: (line: string) => void): Promise<Result<string, string>> {
  const folder = jarFolder();
  if (existsSync(folder)) return ok(folder);
  say('bringing the jars of Neo4j 5.26 from Maven (128 MB, once; up to a minute) …');
  mkdirSync(cache, { recursive: true });
  const fresh = mkdtempSync(join(cache, 'new-'));
  const goal = ['dependency:copy-dependencies', `-DoutputDirectory=${fresh}`, '-DincludeScope=runtime'];
  const copied = await runCommand('mvn', ['-q', '-B', '-f', pom, ...goal]);
  if (copied.ok && !existsSync(folder)) renameSync(fresh, folder);
  rmSync(fresh, { recursive: true, force: true });
  return copied.ok ? ok(folder) : err(`Maven could not bring the jars of Neo4j: ${copied.output.slice(-1500)}`);
}
