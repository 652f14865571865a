import { canonicalJson, type Failure, type Json, ok, type Result } from '../../core/index.ts';
import { type CheckedFigures, checkFigures } from '../figures/check.ts';
import { fingerprintOf, isSignedBy } from '../signer.ts';
import { checkTimeStamp, type TimeStamp } from '../timestamp/check.ts';
import { digestHex } from './build.ts';
import { broken, nameJudge } from './guard.ts';
import { BAGIT_TXT, type Bag, PAYLOAD, SIGNATURE, TAG_FILES, TAG_MANIFEST, TIME_STAMP } from './layout.ts';
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
  /** What was made again from the data of the package; null when the bytes already do not hold. */
  readonly figures: CheckedFigures | null;
  /** What the time-stamp token beside the signature says, if there is one. */
  readonly timeStamp: TimeStamp | null;
};

/** What a caller knows besides the package: the signer expected, and a trust root of time stamps as PEM. */
export type VerifyOptions = { readonly pinnedKey?: string; readonly timeStampRoot?: string };

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
  const wanted = new Set(expected);
  for (const { digest, path } of lines) {
    const bytes = files.get(path);
    if (bytes === undefined) return broken(path, `${manifest} lists it and it is not there`);
    if (!wanted.has(path)) return broken(manifest, `it lists ${path}, which does not belong there`);
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
  const known = new Set<string>([...payload, ...TAG_FILES, TAG_MANIFEST, SIGNATURE]);
  const absent = [...known].find((path) => !files.has(path));
  if (absent !== undefined) return broken(absent, 'the file is missing');
  const stranger = bag.find(({ path }) => !known.has(path) && path !== TIME_STAMP);
  if (stranger !== undefined) return broken(stranger.path, 'the file does not belong to the bag');
  return payload.length === 0 ? broken(PAYLOAD, 'the payload is empty') : ok(null);
}

function checkVersion(files: Files): Result<null> {
  const same = text(files.get('bagit.txt') ?? new Uint8Array()) === BAGIT_TXT;
  return same ? ok(null) : broken('bagit.txt', 'it is not BagIt 1.0');
}

/**
 * All checks of the bytes of one bag; the value is the fingerprint of the signer. From the signature down, so that each
 * file is judged by one that has been found sound, and the file named is the one that was changed.
 */
function checkBytes(bag: Bag, files: Files): Result<string> {
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

function stampOf(files: Files, root: string | undefined): Result<TimeStamp | null> {
  const token = files.get(TIME_STAMP);
  if (token === undefined) return ok(null);
  const stamped = [TAG_MANIFEST, SIGNATURE].flatMap((path) => files.get(path) ?? []);
  const checked = checkTimeStamp(token, stamped, root ?? null);
  return checked.ok ? checked : broken(TIME_STAMP, checked.error.message);
}

type Checked = Pick<VerifyReport, 'figures' | 'timeStamp'> & { readonly signer: string };

/** The files first, so that a flipped byte in a ZIP names the file that it fell into; then the container, then what they say. */
async function checkAll(bag: Bag, path: string | null, { timeStampRoot }: VerifyOptions): Promise<Result<Checked>> {
  const files: Files = new Map(bag.map((file) => [file.path, file.bytes]));
  const judge = nameJudge();
  for (const { path: name } of bag) {
    const fault = judge(name);
    if (fault !== null) return broken(name, fault);
  }
  const signed = checkBytes(bag, files);
  if (!signed.ok) return signed;
  const container = path === null ? ok(null) : await checkContainer(path, bag);
  if (!container.ok) return container;
  const stamp = stampOf(files, timeStampRoot);
  if (!stamp.ok) return stamp;
  const payload = new Map([...files].filter(([name]) => name.startsWith(PAYLOAD)));
  const figures = checkFigures(payload);
  if (!figures.ok) return figures;
  return ok({ signer: signed.value, figures: figures.value, timeStamp: stamp.value });
}

function verdictOn(
  fingerprint: string,
  pinned: string | undefined,
): Pick<VerifyReport, 'ok' | 'verdict' | 'firstBroken'> {
  if (pinned === undefined)
    return { ok: true, verdict: `intact, SIGNER NOT CHECKED: ${fingerprint}`, firstBroken: null };
  return pinned === fingerprint
    ? { ok: true, verdict: `intact, signed by ${fingerprint}`, firstBroken: null }
    : { ok: false, verdict: `WRONG SIGNER: signed by ${fingerprint}, not by ${pinned}`, firstBroken: SIGNATURE };
}

function brokenReport({ message, details: { file } }: Failure, files: number): VerifyReport {
  const firstBroken = typeof file === 'string' ? file : null;
  return {
    ok: false,
    verdict: `BROKEN: ${message}`,
    firstBroken,
    fingerprint: null,
    files,
    figures: null,
    timeStamp: null,
  };
}

/** Data of another form than ours, nested or long beyond what can be read: nothing can be made again from it. */
function judgeStrange(cause: unknown): Result<never> {
  return broken('data', `it is not of our form (${cause instanceof Error ? cause.message : 'unknown reason'})`);
}

/** The checks of a package that has been read; `path` is the ZIP that it was packed in, else null. */
export async function verifyContent(
  bag: Bag,
  options: VerifyOptions = {},
  path: string | null = null,
): Promise<VerifyReport> {
  const checked = await checkAll(bag, path, options).catch(judgeStrange);
  if (!checked.ok) return brokenReport(checked.error, bag.length);
  const { signer, figures, timeStamp } = checked.value;
  const verdict = verdictOn(signer, options.pinnedKey?.toLowerCase());
  return { ...verdict, fingerprint: signer, files: bag.length, figures, timeStamp };
}

/**
 * Checks a package offline: folder or ZIP. With a pinned key the signer must be that key; without one the verdict says
 * that the signer is not checked and gives the fingerprint, because anyone can make a key. When the bytes hold, sums,
 * traces, worksheets and the chain of custody are made again from the data of the package.
 */
export async function verifyBag(path: string, options: VerifyOptions = {}): Promise<VerifyReport> {
  const read = await readBag(path);
  if (!read.ok) return brokenReport(read.error, 0);
  const { bag, packed } = read.value;
  return verifyContent(bag, options, packed ? path : null);
}
