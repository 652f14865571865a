import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { z } from 'zod';
import { canonicalJson, compareText, err, failure, ok, type Result, writeWhole } from '../../core/index.ts';
import { signerFromPem } from '../../evidence/index.ts';
import { NAME } from '../actors.ts';
import type { Home } from '../home.ts';

/** Who signs packages has a key beside those of people. */
const PACKAGE_KEY = 'package-signing.key';
const keyFile = z.strictObject({
  format: z.literal('redress-keys'),
  keys: z.record(z.string().regex(NAME), z.string().max(1000)),
});

/** The private keys of a home by file name. The token of the API is none: a new home draws its own. */
function privateKeys({ folder }: Home): Record<string, string> {
  const names = readdirSync(join(folder, 'keys')).filter((name) => name.endsWith('.pem') || name === PACKAGE_KEY);
  return Object.fromEntries(
    names.sort(compareText).map((name) => [name, readFileSync(join(folder, 'keys', name), 'utf8')]),
  );
}

/** Whether keys may be written there: a new file, and not inside the backup. Errors: BAD_INPUT, CONFLICT. */
export function placeForKeys(path: string, backup: string): Result<string> {
  if (path.startsWith(`${backup}${sep}`))
    return err(failure('BAD_INPUT', 'the file of keys lies inside the backup; keep it elsewhere'));
  return existsSync(path)
    ? err(failure('CONFLICT', `${path} exists already; keys are never written over others`))
    : ok(path);
}

/**
 * Writes the private keys into a file of their own, which never lies inside the backup: whoever has both can sign as
 * anyone. Answers how many there are.
 */
export function writeKeyFile(home: Home, path: string): number {
  const keys = privateKeys(home);
  writeFileSync(path, `${canonicalJson({ format: 'redress-keys', keys })}\n`, { mode: 0o600, flag: 'wx', flush: true });
  return Object.keys(keys).length;
}

/** Private keys by file name. Error: BAD_INPUT when the file is not one that a backup wrote. */
export function readKeyFile(path: string): Result<ReadonlyMap<string, string>> {
  try {
    const { keys } = keyFile.parse(JSON.parse(readFileSync(path, 'utf8')));
    for (const pem of Object.values(keys)) signerFromPem(pem);
    const known = Object.entries(keys).filter(([name]) => name.endsWith('.pem') || name === PACKAGE_KEY);
    return ok(new Map(known));
  } catch (cause) {
    return err(failure('BAD_INPUT', `${path} is not a file of keys that \`backup --with-keys\` wrote`, {}, cause));
  }
}

/** Puts the keys of an earlier home in place of those that a new home drew for itself. */
export function placeKeys({ folder }: Home, keys: ReadonlyMap<string, string>): void {
  for (const [name, pem] of keys) writeWhole(join(folder, 'keys', name), pem);
}
