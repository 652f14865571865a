import { lstatSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { growingTree, leafHashOf, NO_PREVIOUS, openCheckpoint } from '../../audit/index.ts';
import { canonicalJson, err, failure, type Json, ok, type Result, sha256Hex } from '../../core/index.ts';
import { fingerprintOf, isSignedBy } from '../../evidence/index.ts';
import { readEventJson, type SequencedEvent } from '../../store/port/index.ts';
import { noteKey, originOf } from '../note-signer.ts';
import { measure, readLines } from './files.ts';
import { AUDIT, CHECKPOINT, MANIFEST, type Manifest, manifestSchema, SIGNATURE, signatureSchema } from './layout.ts';
import { fromLine } from './lines.ts';

/** A backup whose every byte is what was signed. `sha256` is that of its manifest, which names it. */
export type VerifiedBackup = {
  readonly folder: string;
  readonly manifest: Manifest;
  readonly sha256: string;
  readonly signer: string;
};

function broken(file: string, why: string): Result<never> {
  return err(failure('VERIFY_FAILED', `${file}: ${why}`, { file }));
}

/** A small file as canonical JSON of a known shape, or null. */
function readCanonical<T>(bytes: Uint8Array, schema: { parse: (value: unknown) => T }): T | null {
  try {
    const text = Buffer.from(bytes).toString('utf8');
    const value: unknown = JSON.parse(text);
    return canonicalJson(value as Json) === text ? schema.parse(value) : null;
  } catch {
    return null;
  }
}

function isSigned(publicKey: string, bytes: Uint8Array, signature: string): boolean {
  try {
    return isSignedBy(publicKey, bytes, signature);
  } catch {
    // Bytes that are no point of the curve are no key, and nothing is signed by it.
    return false;
  }
}

/** Manifest and signature, judged together so that the file which was changed is the one named. */
function readSealed(folder: string): Result<Omit<VerifiedBackup, 'folder'> & { publicKey: string }> {
  const [manifestBytes, signatureBytes] = [MANIFEST, SIGNATURE].map((name) => readFileSync(join(folder, name)));
  const seal = readCanonical(signatureBytes ?? Buffer.alloc(0), signatureSchema);
  if (seal === null) return broken(SIGNATURE, 'it is not the signature of a backup');
  if (fingerprintOf(seal.publicKey) !== seal.keyId)
    return broken(SIGNATURE, 'keyId is not the fingerprint of publicKey');
  const bytes = manifestBytes ?? Buffer.alloc(0);
  const sha256 = sha256Hex(bytes);
  const fits = isSigned(seal.publicKey, bytes, seal.signature);
  if (!fits && seal.manifest !== sha256) return broken(MANIFEST, 'it is not what was signed');
  if (!fits || seal.manifest !== sha256) return broken(SIGNATURE, `the signature does not fit ${MANIFEST}`);
  const manifest = readCanonical(bytes, manifestSchema);
  if (manifest === null) return broken(MANIFEST, 'it is not the manifest of a backup of this version');
  return ok({ manifest, sha256, signer: seal.keyId, publicKey: seal.publicKey });
}

/** Every file in the folder, as names with "/". Links and special files are refused. */
function filesIn(folder: string): Result<Set<string>> {
  const names = new Set<string>();
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const name = relative(folder, join(entry.parentPath, entry.name)).replaceAll('\\', '/');
    if (entry.isDirectory()) continue;
    if (!entry.isFile()) return broken(name, 'links and special files are refused');
    names.add(name);
  }
  return ok(names);
}

function checkNames(present: ReadonlySet<string>, { files }: Manifest): Result<null> {
  const listed = new Set([...files.map(({ name }) => name), MANIFEST, SIGNATURE]);
  const missing = [...listed].find((name) => !present.has(name));
  if (missing !== undefined) return broken(missing, 'the file is missing');
  const stranger = [...present].find((name) => !listed.has(name));
  return stranger === undefined ? ok(null) : broken(stranger, 'the file does not belong to the backup');
}

async function checkFiles(folder: string, { files }: Manifest, onFile: (done: number) => void): Promise<Result<null>> {
  for (const [index, { name, sha256, bytes, lines }] of files.entries()) {
    const found = await measure(folder, name);
    if (found.sha256 !== sha256 || found.bytes !== bytes) return broken(name, 'it is not what was signed');
    if (lines !== null && lines !== found.lines) return broken(name, `it has ${found.lines} lines and not ${lines}`);
    onFile(index + 1);
  }
  return ok(null);
}

/** A line of audit.ndjson. */
export function readEventLine(line: string): SequencedEvent {
  const placed = JSON.parse(line) as SequencedEvent;
  return { ...placed, event: readEventJson(JSON.stringify(placed.event)) };
}

/** Recomputes the chain of the log in the backup, and holds its root against manifest and checkpoint. */
async function checkLog(folder: string, { audit, homeId }: Manifest, publicKey: string): Promise<Result<null>> {
  const tree = growingTree();
  let previous = NO_PREVIOUS;
  for await (const line of readLines(folder, AUDIT)) {
    const { seq, previousHash, leafHash, event } = fromLine(AUDIT, line, readEventLine);
    const follows = seq === tree.size() && previousHash === previous && leafHashOf(seq, previous, event) === leafHash;
    if (!follows) return broken(AUDIT, `event ${tree.size()} does not follow the one before it`);
    tree.add(Buffer.from(leafHash, 'hex'));
    previous = leafHash;
  }
  const root = Buffer.from(tree.root()).toString('hex');
  const note = readFileSync(join(folder, CHECKPOINT), 'utf8');
  const checkpoint = openCheckpoint(note, noteKey(publicKey));
  if (!checkpoint.ok) return checkpoint;
  const { origin, size } = checkpoint.value;
  const noted = Buffer.from(checkpoint.value.root).toString('hex');
  const agrees = origin === originOf(homeId) && size === tree.size() && noted === root;
  if (!agrees) return broken(CHECKPOINT, `it is not the checkpoint of ${AUDIT}`);
  return audit.size === size && audit.root === root
    ? ok(null)
    : broken(MANIFEST, `it states another log than ${AUDIT}`);
}

/**
 * Checks a backup whole, before a byte of it is used: signature, names, every hash, the log and its checkpoint. With a
 * pinned key the signer must be that one; without it anyone may have signed, and the caller says so.
 */
export async function verifyBackup(
  folder: string,
  pinnedKey: string | null,
  onFile: (done: number, total: number) => void,
): Promise<Result<VerifiedBackup>> {
  const stat = lstatSync(folder, { throwIfNoEntry: false });
  if (stat?.isDirectory() !== true) return err(failure('FILE_NOT_READABLE', `${folder} is not the folder of a backup`));
  const present = filesIn(folder);
  if (!present.ok) return present;
  const absent = [MANIFEST, SIGNATURE].find((name) => !present.value.has(name));
  if (absent !== undefined) return broken(absent, 'the file is missing');
  const sealed = readSealed(folder);
  if (!sealed.ok) return sealed;
  const { manifest, sha256, signer, publicKey } = sealed.value;
  if (pinnedKey !== null && pinnedKey.toLowerCase() !== signer)
    return broken(SIGNATURE, `it is signed by ${signer}, not by ${pinnedKey}`);
  const names = checkNames(present.value, manifest);
  if (!names.ok) return names;
  const files = await checkFiles(folder, manifest, (done) => onFile(done, manifest.files.length));
  if (!files.ok) return files;
  const log = await checkLog(folder, manifest, publicKey);
  return log.ok ? ok({ folder, manifest, sha256, signer }) : log;
}
