import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { type Actor, ROLES, type Role } from '../access/index.ts';
import { compareText, createWhole, err, failure, ok, type Result, writeWhole } from '../core/index.ts';
import { fingerprintOf, generateSigningKey, type Signer, signerFromPem } from '../evidence/index.ts';

// app/backup takes it from here.

/** Names become file names, so they hold letters, digits, dot, dash and underscore only. */
export const NAME = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;

const hex32 = z.string().regex(/^[0-9a-f]{64}$/);
/** An Ed25519 public key with its fingerprint, which must be its own. */
const publicKey = z
  .strictObject({ keyId: hex32, publicKey: hex32 })
  .refine((key) => fingerprintOf(key.publicKey) === key.keyId, 'keyId is not the fingerprint of publicKey');

/** Someone who acts in a home, with every public key known to be theirs; the first is the present one. */
export const knownActor = z.strictObject({
  name: z.string().regex(NAME),
  role: z.enum(ROLES),
  keys: z.array(publicKey),
});
export type KnownActor = z.infer<typeof knownActor>;

const actorFile = z.strictObject({
  name: z.string(),
  role: z.enum(ROLES),
  keyId: z.string(),
  publicKey: hex32.optional(),
  /** Keys of an earlier home, from before a restore: they sign nothing new, and what they signed still counts. */
  formerKeys: z.array(publicKey).optional(),
});
type ActorFile = z.infer<typeof actorFile>;

/** Several processes may make a home at once: one of them makes the file, and all read that one. */
export function readOrCreate(path: string, make: () => string): string {
  if (!existsSync(path)) createWhole(path, make());
  return readFileSync(path, 'utf8');
}

function actorPath(folder: string, name: string): string {
  return join(folder, 'actors', `${name}.json`);
}

function keyPath(folder: string, name: string): string {
  return join(folder, 'keys', `${name}.pem`);
}

function readActorFile(folder: string, name: string): ActorFile {
  return actorFile.parse(JSON.parse(readFileSync(actorPath(folder, name), 'utf8')));
}

export function saveActor(folder: string, name: string, role: Role): { actor: Actor; keyFile: string } {
  const keyFile = keyPath(folder, name);
  const { keyId, publicKey: own } = signerFromPem(readOrCreate(keyFile, generateSigningKey));
  const actor: Actor = { name, role, keyId };
  writeWhole(actorPath(folder, name), `${JSON.stringify({ ...actor, publicKey: own })}\n`);
  return { actor, keyFile };
}

/** Who acts, with their own key. Error: NOT_FOUND, for the name or for the key file. */
export function loadActor(folder: string, name: string): Result<{ actor: Actor; signer: Signer }> {
  if (!NAME.test(name) || !existsSync(actorPath(folder, name)))
    return err(failure('NOT_FOUND', `there is no actor "${name}" in this home`));
  const { role, keyId } = readActorFile(folder, name);
  const keyFile = keyPath(folder, name);
  if (!existsSync(keyFile))
    return err(failure('NOT_FOUND', `the key file of ${name} is not in this home; copy it to ${keyFile}`));
  return ok({ actor: { name, role, keyId }, signer: signerFromPem(readFileSync(keyFile, 'utf8')) });
}

export function addActor(folder: string, name: string, role: Role): Result<{ actor: Actor; keyFile: string }> {
  if (!NAME.test(name))
    return err(
      failure('BAD_INPUT', `"${name.slice(0, 64)}" is not a name of letters, digits, dot, dash and underscore`),
    );
  if (existsSync(actorPath(folder, name))) return err(failure('CONFLICT', `actor "${name}" exists already`));
  return ok(saveActor(folder, name, role));
}

/** The present key of an actor. A file of an earlier version states its fingerprint only; the key file has the rest. */
function presentKeys(folder: string, { name, keyId, publicKey: stated }: ActorFile): KnownActor['keys'] {
  if (stated !== undefined) return [{ keyId, publicKey: stated }];
  if (!existsSync(keyPath(folder, name))) return [];
  const signer = signerFromPem(readFileSync(keyPath(folder, name), 'utf8'));
  return signer.keyId === keyId ? [{ keyId, publicKey: signer.publicKey }] : [];
}

/** Everyone who acts in the home, by name. */
export function listActors(folder: string): KnownActor[] {
  const names = readdirSync(join(folder, 'actors')).filter((file) => file.endsWith('.json'));
  return names
    .map((file) => readActorFile(folder, file.slice(0, -'.json'.length)))
    .map((actor) => ({
      name: actor.name,
      role: actor.role,
      keys: [...presentKeys(folder, actor), ...(actor.formerKeys ?? [])],
    }))
    .sort((a, b) => compareText(a.name, b.name));
}

/**
 * Takes over an actor of another home. Whoever has a key here already keeps it, and the keys that they had there become
 * former ones; for anyone else the key file is to be copied by hand.
 */
export function adoptActor(folder: string, { name, role, keys }: KnownActor): void {
  const [own] = existsSync(keyPath(folder, name)) ? [signerFromPem(readFileSync(keyPath(folder, name), 'utf8'))] : keys;
  const formerKeys = keys.filter((key) => key.keyId !== own?.keyId);
  // Of an earlier version's actor whose key file is lost no public key is known, and nothing by them can be verified.
  const present = own === undefined ? { keyId: '' } : { keyId: own.keyId, publicKey: own.publicKey };
  const file: ActorFile = { name, role, ...present, formerKeys };
  writeWhole(actorPath(folder, name), `${JSON.stringify(file)}\n`);
}
