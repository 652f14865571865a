import { type Failure, ok, type Result } from '../../core/index.ts';
import { type CheckedFigures, checkFigures } from '../figures/check.ts';
import { checkTimeStamp, type TimeStamp } from '../timestamp/check.ts';
import { broken, nameJudge } from './guard.ts';
import { BAGIT_TXT, type Bag, PAYLOAD, SIGNATURE, TAG_FILES, TAG_MANIFEST, TIME_STAMP } from './layout.ts';
import { checkManifest, type Files, textOf } from './manifest.ts';
import { type ReadBag, readBag } from './read.ts';
import { checkContainer } from './read-zip.ts';
import { checkSignature, type SigningKey } from './signature.ts';

/** What the offline check of a package says. `verdict` is the sentence that people read. */
export type VerifyReport = {
  readonly ok: boolean;
  readonly verdict: string;
  /** The first file that does not hold, or null. */
  readonly firstBroken: string | null;
  /** Fingerprint of the key that signed, when the signature itself is sound. */
  readonly fingerprint: string | null;
  /** That key itself, 64 hex digits. */
  readonly publicKey: string | null;
  readonly files: number;
  /** What was made again from the data of the package; null when the bytes already do not hold. */
  readonly figures: CheckedFigures | null;
  /** What the time-stamp token beside the signature says, if there is one. */
  readonly timeStamp: TimeStamp | null;
};

/** What a caller knows besides the package: the signer expected, and a trust root of time stamps as PEM. */
export type VerifyOptions = { readonly pinnedKey?: string; readonly timeStampRoot?: string };

function checkOxum(files: Files, payload: readonly string[]): Result<null> {
  const octets = payload.reduce((sum, path) => sum + (files.get(path)?.length ?? 0), 0);
  const line = `Payload-Oxum: ${octets}.${payload.length}`;
  const lines = textOf(files, 'bag-info.txt').split('\n');
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
  const same = textOf(files, 'bagit.txt') === BAGIT_TXT;
  return same ? ok(null) : broken('bagit.txt', 'it is not BagIt 1.0');
}

type Bytes = { readonly signer: SigningKey; readonly digests: ReadonlyMap<string, string> };

/**
 * All checks of the bytes of one bag; the value is the key that signed and the SHA-256 of every payload file.
 * From the signature down, so that each file is judged by one that has been found sound, and the file named is the one
 * that was changed.
 */
function checkBytes(bag: Bag, files: Files): Result<Bytes> {
  const payload = bag.map(({ path }) => path).filter((path) => path.startsWith(PAYLOAD));
  const names = checkNames(bag, files, payload);
  if (!names.ok) return names;
  const signed = checkSignature(files);
  if (!signed.ok) return signed;
  const tags = checkManifest(files, TAG_MANIFEST, TAG_FILES);
  if (!tags.ok) return tags;
  const version = checkVersion(files);
  if (!version.ok) return version;
  const digests = checkManifest(files, 'manifest-sha256.txt', payload);
  if (!digests.ok) return digests;
  const second = checkManifest(files, 'manifest-sha512.txt', payload);
  if (!second.ok) return second;
  const oxum = checkOxum(files, payload);
  return oxum.ok ? ok({ signer: signed.value, digests: digests.value }) : oxum;
}

function stampOf(files: Files, root: string | undefined): Result<TimeStamp | null> {
  const token = files.get(TIME_STAMP);
  if (token === undefined) return ok(null);
  const stamped = [TAG_MANIFEST, SIGNATURE].flatMap((path) => files.get(path) ?? []);
  const checked = checkTimeStamp(token, stamped, root ?? null);
  return checked.ok ? checked : broken(TIME_STAMP, checked.error);
}

type Checked = Pick<VerifyReport, 'figures' | 'timeStamp'> & { readonly signer: SigningKey };

/** The files first, so that a flipped byte in a ZIP names the file that it fell into; then the container, then what they say. */
async function checkAll({ bag, container }: ReadBag, { timeStampRoot }: VerifyOptions): Promise<Result<Checked>> {
  const files: Files = new Map(bag.map((file) => [file.path, file.bytes]));
  const judge = nameJudge();
  for (const { path: name } of bag) {
    const fault = judge(name);
    if (fault !== null) return broken(name, fault);
  }
  const sound = checkBytes(bag, files);
  if (!sound.ok) return sound;
  const packed = container === null ? ok(null) : await checkContainer(container, bag);
  if (!packed.ok) return packed;
  const stamp = stampOf(files, timeStampRoot);
  if (!stamp.ok) return stamp;
  const payload = new Map([...files].filter(([name]) => name.startsWith(PAYLOAD)));
  const figures = checkFigures(payload, sound.value.digests);
  if (!figures.ok) return figures;
  return ok({ signer: sound.value.signer, figures: figures.value, timeStamp: stamp.value });
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
    publicKey: null,
    files,
    figures: null,
    timeStamp: null,
  };
}

/** Data of another form than ours, nested or long beyond what can be read: nothing can be made again from it. */
function judgeStrange(cause: unknown): Result<never> {
  return broken('data', `it is not of our form (${cause instanceof Error ? cause.message : 'unknown reason'})`);
}

/**
 * Checks a package that has been read, offline. With a pinned key the signer must be that key; without one the verdict
 * says that the signer is not checked and gives the fingerprint, because anyone can make a key. When the bytes hold, sums,
 * traces, worksheets and the chain of custody are made again from the data of the package.
 */
export async function verifyRead(read: ReadBag, options: VerifyOptions = {}): Promise<VerifyReport> {
  const { bag } = read;
  const checked = await checkAll(read, options).catch(judgeStrange);
  if (!checked.ok) return brokenReport(checked.error, bag.length);
  const { signer, figures, timeStamp } = checked.value;
  const { keyId: fingerprint, publicKey } = signer;
  const verdict = verdictOn(fingerprint, options.pinnedKey?.toLowerCase());
  return { ...verdict, fingerprint, publicKey, files: bag.length, figures, timeStamp };
}

/** A package that cannot be read as a bag: the report that it is broken, or FILE_NOT_READABLE in its words. */
export function unreadable(error: Failure): VerifyReport {
  return brokenReport(error, 0);
}

/** Reads a folder or a ZIP and checks it. */
export async function verifyBag(path: string, options: VerifyOptions = {}): Promise<VerifyReport> {
  const read = await readBag(path);
  return read.ok ? verifyRead(read.value, options) : unreadable(read.error);
}
