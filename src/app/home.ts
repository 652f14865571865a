import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { type Actor, type Case, ROLES, type Role } from '../access/index.ts';
import { err, failure, ok, type Result, secretHex } from '../core/index.ts';
import { generateSigningKey, type Signer, signerFromPem } from '../evidence/index.ts';
import type { Config } from './config.ts';

/** Names become file names, so they hold letters, digits, dot, dash and underscore only. */
const NAME = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;

const actorFile = z.strictObject({ name: z.string(), role: z.enum(ROLES), keyId: z.string() });
const caseFile = z.strictObject({ id: z.string(), purpose: z.string(), authority: z.string() });

/** The folder that holds everything of one installation: database, original bytes, keys, actors, cases. */
export type Home = {
  readonly folder: string;
  readonly database: string;
  readonly blobs: string;
  readonly packageSigner: Signer;
  readonly apiToken: string;
  readonly actor: (name: string) => Result<{ actor: Actor; signer: Signer }>;
  readonly case: (id: string) => Result<Case>;
  readonly addActor: (name: string, role: Role) => Result<{ actor: Actor; keyFile: string }>;
  readonly openCase: (value: Case) => Result<Case>;
};

/** Writes a file so that it is there whole or not at all. */
function writeWhole(path: string, content: string, mode = 0o600): void {
  const temporary = `${path}.${process.pid}.new`;
  writeFileSync(temporary, content, { mode });
  renameSync(temporary, path);
}

function readOrCreate(path: string, make: () => string): string {
  if (!existsSync(path)) writeWhole(path, make());
  return readFileSync(path, 'utf8');
}

function saveActor(folder: string, name: string, role: Role): { actor: Actor; keyFile: string } {
  const keyFile = join(folder, 'keys', `${name}.pem`);
  const signer = signerFromPem(readOrCreate(keyFile, generateSigningKey));
  const actor: Actor = { name, role, keyId: signer.keyId };
  writeWhole(join(folder, 'actors', `${name}.json`), `${JSON.stringify(actor)}\n`);
  return { actor, keyFile };
}

function loadActor(folder: string, name: string): Result<{ actor: Actor; signer: Signer }> {
  const path = join(folder, 'actors', `${name}.json`);
  if (!NAME.test(name) || !existsSync(path))
    return err(failure('NOT_FOUND', `there is no actor "${name}" in this home`));
  const actor = actorFile.parse(JSON.parse(readFileSync(path, 'utf8')));
  return ok({ actor, signer: signerFromPem(readFileSync(join(folder, 'keys', `${name}.pem`), 'utf8')) });
}

function loadCase(folder: string, id: string): Result<Case> {
  const path = join(folder, 'cases', `${id}.json`);
  if (!NAME.test(id) || !existsSync(path)) return err(failure('NOT_FOUND', `there is no case "${id}" in this home`));
  return ok(caseFile.parse(JSON.parse(readFileSync(path, 'utf8'))));
}

function addActor(folder: string, name: string, role: Role): Result<{ actor: Actor; keyFile: string }> {
  if (!NAME.test(name))
    return err(
      failure('BAD_INPUT', `"${name.slice(0, 64)}" is not a name of letters, digits, dot, dash and underscore`),
    );
  if (existsSync(join(folder, 'actors', `${name}.json`)))
    return err(failure('CONFLICT', `actor "${name}" exists already`));
  return ok(saveActor(folder, name, role));
}

function openCase(folder: string, value: Case): Result<Case> {
  const path = join(folder, 'cases', `${value.id}.json`);
  if (!NAME.test(value.id))
    return err(
      failure('BAD_INPUT', `"${value.id.slice(0, 64)}" is not an id of letters, digits, dot, dash and underscore`),
    );
  if (existsSync(path)) return err(failure('CONFLICT', `case "${value.id}" exists already`));
  writeWhole(path, `${JSON.stringify(value)}\n`);
  return ok(value);
}

function createFolders(config: Config): void {
  for (const name of ['', 'actors', 'cases', 'keys', 'exports'])
    mkdirSync(join(config.home, name), { recursive: true, mode: 0o700 });
  mkdirSync(config.blobs, { recursive: true, mode: 0o700 });
  chmodSync(join(config.home, 'keys'), 0o700);
}

/** Opens the home, making on first use what it needs: keys, the actor `local` and the case `local` (interface 1). */
export function openHome(config: Config): Result<Home> {
  const folder = config.home;
  try {
    createFolders(config);
    if (readdirSync(join(folder, 'actors')).length === 0) saveActor(folder, 'local', 'local-operator');
    if (!existsSync(join(folder, 'cases', 'local.json')))
      openCase(folder, { id: 'local', purpose: 'local use', authority: 'local' });
    const keyPath = config.signingKeyFile ?? join(folder, 'keys', 'package-signing.key');
    const pem =
      config.signingKeyFile === null ? readOrCreate(keyPath, generateSigningKey) : readFileSync(keyPath, 'utf8');
    return ok({
      folder,
      database: join(folder, 'redress.db'),
      blobs: config.blobs,
      packageSigner: signerFromPem(pem),
      apiToken: readOrCreate(join(folder, 'keys', 'api.token'), () => secretHex(32)).trim(),
      actor: (name) => loadActor(folder, name),
      case: (id) => loadCase(folder, id),
      addActor: (name, role) => addActor(folder, name, role),
      openCase: (value) => openCase(folder, value),
    });
  } catch (cause) {
    return err(
      failure(
        'HOME_UNUSABLE',
        `the home ${folder} cannot be used: ${cause instanceof Error ? cause.message : 'unknown reason'}`,
        {},
        cause,
      ),
    );
  }
}
