import { createHmac } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import type { Actor, Case, Role } from '../access/index.ts';
import { compareText, err, failure, ok, type Result, secretHex, writeWhole } from '../core/index.ts';
import { generateSigningKey, type Signer, signerFromPem } from '../evidence/index.ts';
import {
  addActor,
  adoptActor,
  type KnownActor,
  listActors,
  loadActor,
  NAME,
  readOrCreate,
  saveActor,
} from './actors.ts';
import type { Config } from './config.ts';

export const caseFile = z.strictObject({ id: z.string().regex(NAME), purpose: z.string(), authority: z.string() });

/** The folder that holds everything of one installation: database, original bytes, keys, actors, cases. */
export type Home = {
  /** Drawn when the home is made; a database or a folder of bytes that several processes share states whose it is. */
  readonly id: string;
  readonly folder: string;
  readonly database: string;
  readonly blobs: string;
  readonly packageSigner: Signer;
  readonly apiToken: string;
  /**
   * HMAC-SHA-256 of a text under the key of the log, in hex: what someone might guess (a name, search words) enters the log
   * so, and equal texts are known again by whoever has the key.
   */
  readonly logDigest: (text: string) => string;
  readonly actor: (name: string) => Result<{ actor: Actor; signer: Signer }>;
  readonly case: (id: string) => Result<Case>;
  readonly addActor: (name: string, role: Role) => Result<{ actor: Actor; keyFile: string }>;
  readonly openCase: (value: Case) => Result<Case>;
  /** Everyone who acts here, with their public keys: what signatures are checked against. Order: name. */
  readonly actors: () => readonly KnownActor[];
  /** Order: id. */
  readonly cases: () => readonly Case[];
  /** Takes over someone who acted in another home (restore). */
  readonly adoptActor: (actor: KnownActor) => void;
  readonly adoptCase: (value: Case) => void;
};

function loadCase(folder: string, id: string): Result<Case> {
  const path = join(folder, 'cases', `${id}.json`);
  if (!NAME.test(id) || !existsSync(path)) return err(failure('NOT_FOUND', `there is no case "${id}" in this home`));
  return ok(caseFile.parse(JSON.parse(readFileSync(path, 'utf8'))));
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

function listCases(folder: string): Case[] {
  return readdirSync(join(folder, 'cases'))
    .filter((file) => file.endsWith('.json'))
    .map((file) => caseFile.parse(JSON.parse(readFileSync(join(folder, 'cases', file), 'utf8'))))
    .sort((a, b) => compareText(a.id, b.id));
}

/** One folder after the other: where none can be made, as under /proc, Node's own way of making all never ends. */
function makeFolder(path: string): void {
  if (existsSync(path)) return;
  makeFolder(dirname(path));
  try {
    mkdirSync(path, { mode: 0o700 });
  } catch (error) {
    if (!existsSync(path)) throw error;
  }
}

function createFolders(config: Config): void {
  for (const name of ['', 'actors', 'cases', 'keys', 'exports']) makeFolder(join(config.home, name));
  makeFolder(config.blobs);
  chmodSync(join(config.home, 'keys'), 0o700);
}

function logDigest(folder: string): Home['logDigest'] {
  const key = Buffer.from(readOrCreate(join(folder, 'keys', 'log.key'), () => secretHex(32)).trim(), 'hex');
  return (text) => createHmac('sha256', key).update(text).digest('hex');
}

/** Opens the home, making on first use what it needs: keys, the actor `local` and the case `local` (interface 1). */
export function openHome(config: Config): Result<Home> {
  const folder = config.home;
  try {
    createFolders(config);
    if (!readdirSync(join(folder, 'actors')).some((name) => name.endsWith('.json')))
      saveActor(folder, 'local', 'local-operator');
    if (!existsSync(join(folder, 'cases', 'local.json')))
      openCase(folder, { id: 'local', purpose: 'local use', authority: 'local' });
    const keyPath = config.signingKeyFile ?? join(folder, 'keys', 'package-signing.key');
    const pem =
      config.signingKeyFile === null ? readOrCreate(keyPath, generateSigningKey) : readFileSync(keyPath, 'utf8');
    return ok({
      id: readOrCreate(join(folder, 'home-id'), () => secretHex(16)).trim(),
      folder,
      database: join(folder, 'redress.db'),
      blobs: config.blobs,
      packageSigner: signerFromPem(pem),
      logDigest: logDigest(folder),
      apiToken: readOrCreate(join(folder, 'keys', 'api.token'), () => secretHex(32)).trim(),
      actor: (name) => loadActor(folder, name),
      case: (id) => loadCase(folder, id),
      addActor: (name, role) => addActor(folder, name, role),
      openCase: (value) => openCase(folder, value),
      actors: () => listActors(folder),
      cases: () => listCases(folder),
      adoptActor: (actor) => adoptActor(folder, actor),
      adoptCase: (value) => writeWhole(join(folder, 'cases', `${value.id}.json`), `${JSON.stringify(value)}\n`),
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
