import { canonicalJson, type Json, ok, type Result } from '../../core/index.ts';
import { fingerprintOf, isSignedBy } from '../signer.ts';
import { digestHex } from './build.ts';
import { broken } from './guard.ts';
import { BAGIT_TXT, type Bag, PAYLOAD, SIGNATURE, TAG_FILES, TAG_MANIFEST } from './layout.ts';
import { readBag } from './read.ts';
import { checkContainer } from './read-zip.ts';

/** What the offline check of a package says. `verdict` is the sentence that people read. */
export type VerifyReport = {
  readonly ok: boolean;
  readonly verdict: string;
  /** The first file that does not hold, or null. */
  readonly firstBroken: string | null;
  /** Fingerprint of the key that signed, when the signature itself is sound. */
  readonly fingerprint: string | null;
  readonly files: number;
};

type Files = ReadonlyMap<string, Uint8Array>;

const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString('utf8');

/** Lines of a manifest in our own strict form; null when a line has another form or the order is not by path. */
function manifestLines(content: string, digits: number): { digest: string; path: string }[] | null {
  if (content === '') return [];
  if (!content.endsWith('\n')) return null;
  const lines = content.slice(0, -1).split('\n');
  const rows = lines.map((line) => new RegExp(`^([0-9a-f]{${digits}}) {2}(\\S+)$`).exec(line));
  const found = rows.map((row) => ({ digest: row?.[1] ?? '', path: row?.[2] ?? '' }));
  const sound = found.every(({ path }, i) => path !== '' && (i === 0 || (found[i - 1]?.path ?? '') < path));
  return sound ? found : null;
}

/** Every file of `expected` has exactly one line with its digest, and no line names anything else. */
function checkManifest(files: Files, manifest: string, expected: readonly string[]): Result<null> {
  const algorithm = manifest.includes('sha512') ? 'sha512' : 'sha256';
  const lines = manifestLines(text(files.get(manifest) ?? new Uint8Array()), algorithm === 'sha512' ? 128 : 64);
  if (lines === null) return broken(manifest, 'it does not have the form of a manifest');
  for (const { digest, path } of lines) {
    const bytes = files.get(path);
    if (bytes === undefined) return broken(path, `${manifest} lists it and it is not there`);
    if (!expected.includes(path)) return broken(manifest, `it lists ${path}, which does not belong there`);
    if (digestHex(algorithm, bytes) !== digest) return broken(path, `its ${algorithm} is not the one in ${manifest}`);
  }
  const listed = new Set(lines.map(({ path }) => path));
  const missing = expected.find((path) => !listed.has(path));
  return missing === undefined ? ok(null) : broken(missing, `${manifest} does not list it`);
}

type Signature = {
  readonly alg: string;
  readonly keyId: string;
  readonly publicKey: string;
  readonly signature: string;
};

function parseSignature(bytes: Uint8Array): Signature | null {
  try {
    const value: unknown = JSON.parse(text(bytes));
    if (typeof value !== 'object' || value === null) return null;
    const { alg, keyId, publicKey, signature } = value as Record<string, unknown>;
    const hex = (item: unknown, digits: number): item is string =>
      typeof item === 'string' && new RegExp(`^[0-9a-f]{${digits}}$`).test(item);
    if (alg !== 'Ed25519' || !hex(keyId, 64) || !hex(publicKey, 64) || !hex(signature, 128)) return null;
    return { alg, keyId, publicKey, signature };
  } catch {
    return null;
  }
}

/** Form and key of signature.json: canonical JSON of exactly its four members, keyId the fingerprint of publicKey. */
function readSignature(files: Files): Result<Signature> {
  const bytes = files.get(SIGNATURE) ?? new Uint8Array();
  const parsed = parseSignature(bytes);
  const canonical = parsed === null ? null : canonicalJson(parsed satisfies Json);
  if (parsed === null || Buffer.compare(Buffer.from(canonical ?? '', 'utf8'), Buffer.from(bytes)) !== 0)
    return broken(SIGNATURE, 'it is not the canonical JSON of a signature');
  if (fingerprintOf(parsed.publicKey) !== parsed.keyId)
    return broken(SIGNATURE, 'keyId is not the fingerprint of publicKey');
  return ok(parsed);
}

/**
 * Signature over the tag manifest. When it does not hold, the tag manifest itself tells which of the two was changed:
 * if every digest in it still fits, the signature was; else the manifest was.
 */
function checkSignature(files: Files): Result<string> {
  const signature = readSignature(files);
  if (!signature.ok) return signature;
  if (isSigned(signature.value, files.get(TAG_MANIFEST) ?? new Uint8Array())) return ok(signature.value.keyId);
  return checkManifest(files, TAG_MANIFEST, TAG_FILES).ok
    ? broken(SIGNATURE, `the signature does not fit ${TAG_MANIFEST}`)
    : broken(TAG_MANIFEST, 'it is not what was signed');
}

function isSigned({ publicKey, signature }: Signature, bytes: Uint8Array): boolean {
  try {
    return isSignedBy(publicKey, bytes, signature);
  } catch {
    // Node throws for bytes that are no point of the curve: the key is then not a key, and nothing is signed by it.
    return false;
  }
}

function checkOxum(files: Files, payload: readonly string[]): Result<null> {
  const octets = payload.reduce((sum, path) => sum + (files.get(path)?.length ?? 0), 0);
  const line = `Payload-Oxum: ${octets}.${payload.length}`;
  const lines = text(files.get('bag-info.txt') ?? new Uint8Array()).split('\n');
  return lines.includes(line) ? ok(null) : broken('bag-info.txt', 'Payload-Oxum does not fit the payload');
}

function checkNames(bag: Bag, files: Files, payload: readonly string[]): Result<null> {
  const known: readonly string[] = [...payload, ...TAG_FILES, TAG_MANIFEST, SIGNATURE];
  const absent = known.find((path) => !files.has(path));
  if (absent !== undefined) return broken(absent, 'the file is missing');
  const stranger = bag.find(({ path }) => !known.includes(path));
  if (stranger !== undefined) return broken(stranger.path, 'the file does not belong to the bag');
  return payload.length === 0 ? broken(PAYLOAD, 'the payload is empty') : ok(null);
}

function checkVersion(files: Files): Result<null> {
  const same = text(files.get('bagit.txt') ?? new Uint8Array()) === BAGIT_TXT;
  return same ? ok(null) : broken('bagit.txt', 'it is not BagIt 1.0');
}

/**
 * All checks of one bag; the value is the fingerprint of the signer. From the signature down, so that each file is
 * judged by one that has been found sound, and the file named is the one that was changed.
 */
function checkBag(bag: Bag): Result<string> {
  const files: Files = new Map(bag.map(({ path, bytes }) => [path, bytes]));
  const payload = bag.map(({ path }) => path).filter((path) => path.startsWith(PAYLOAD));
  const names = checkNames(bag, files, payload);
  if (!names.ok) return names;
  const signed = checkSignature(files);
  if (!signed.ok) return signed;
  const steps = [
    () => checkManifest(files, TAG_MANIFEST, TAG_FILES),
    () => checkVersion(files),
    () => checkManifest(files, 'manifest-sha256.txt', payload),
    () => checkManifest(files, 'manifest-sha512.txt', payload),
    () => checkOxum(files, payload),
  ];
  for (const step of steps) {
    const result = step();
    if (!result.ok) return result;
  }
  return signed;
}

/** The files first, so that a flipped byte in a ZIP names the file that it fell into; then the container. */
async function checkAll(path: string, { bag, packed }: { bag: Bag; packed: boolean }): Promise<Result<string>> {
  const files = checkBag(bag);
  if (!files.ok || !packed) return files;
  const container = await checkContainer(path, bag);
  return container.ok ? files : container;
}

/**
 * Checks a package offline: folder or ZIP. With a pinned key the signer must be that key; without one the verdict says
 * that the signer is not checked and gives the fingerprint, because anyone can make a key.
 */
export async function verifyBag(path: string, options: { readonly pinnedKey?: string } = {}): Promise<VerifyReport> {
  const read = await readBag(path);
  const checked = read.ok ? await checkAll(path, read.value) : read;
  const files = read.ok ? read.value.bag.length : 0;
  if (!checked.ok) {
    const { file } = checked.error.details;
    return {
      ok: false,
      verdict: `BROKEN: ${checked.error.message}`,
      firstBroken: typeof file === 'string' ? file : null,
      fingerprint: null,
      files,
    };
  }
  const fingerprint = checked.value;
  const pinned = options.pinnedKey?.toLowerCase();
  if (pinned === undefined)
    return { ok: true, verdict: `intact, SIGNER NOT CHECKED: ${fingerprint}`, firstBroken: null, fingerprint, files };
  return pinned === fingerprint
    ? { ok: true, verdict: `intact, signed by ${fingerprint}`, firstBroken: null, fingerprint, files }
    : {
        ok: false,
        verdict: `WRONG SIGNER: signed by ${fingerprint}, not by ${pinned}`,
        firstBroken: SIGNATURE,
        fingerprint,
        files,
      };
}
