import { buffer } from 'node:stream/consumers';
import { type Entry, fromBufferPromise } from 'yauzl';
import { compareText, ok, type Result } from '../../core/index.ts';
import { broken, LIMITS, nameJudge } from './guard.ts';
import type { Bag, BagFile } from './layout.ts';
import { bagZip } from './write.ts';

/** The file that a bag was packed in. It is read once: what is checked is what is used. */
export type Container = { readonly path: string; readonly bytes: Buffer };

const UNIX = 3;
const FILE_TYPE = 0o170000;
const LINK = 0o120000;

function isLink({ versionMadeBy, externalFileAttributes }: Entry): boolean {
  return versionMadeBy >>> 8 === UNIX && ((externalFileAttributes >>> 16) & FILE_TYPE) === LINK;
}

function entryFault(entry: Entry, total: number): string | null {
  if (isLink(entry)) return 'links are refused';
  if (entry.isEncrypted()) return 'the entry is encrypted';
  if (total > LIMITS.bytes) return `more than ${LIMITS.bytes} bytes in all`;
  if (entry.uncompressedSize > Math.max(entry.compressedSize, 1) * LIMITS.ratio && entry.uncompressedSize > 4096)
    return `it expands more than ${LIMITS.ratio} to 1`;
  return null;
}

/**
 * Reads the bytes of a ZIP with limits on entries, bytes and expansion. yauzl checks declared sizes while reading and refuses
 * absolute and climbing names. The container itself is judged by `checkContainer`.
 */
export async function readZip({ path, bytes }: Container): Promise<Result<Bag>> {
  const files: BagFile[] = [];
  const judge = nameJudge();
  let total = 0;
  try {
    const zip = await fromBufferPromise(bytes, {
      strictFileNames: true,
      validateEntrySizes: true,
      lazyEntries: true,
    });
    if (zip.entryCount > LIMITS.entries) return broken(path, `more than ${LIMITS.entries} entries`);
    for await (const entry of zip.eachEntry()) {
      if (entry.fileName.endsWith('/')) continue;
      total += entry.uncompressedSize;
      const fault = judge(entry.fileName) ?? entryFault(entry, total);
      if (fault !== null) return broken(entry.fileName, fault);
      const stream = await zip.openReadStreamPromise(entry);
      files.push({ path: entry.fileName, bytes: await buffer(stream) });
    }
  } catch (cause) {
    return broken(path, `the ZIP cannot be read (${cause instanceof Error ? cause.message : 'unknown reason'})`);
  }
  return ok(files.sort((a, b) => compareText(a.path, b.path)));
}

/**
 * Header fields and gaps of a ZIP are covered by no digest, so the container must be byte for byte the one that our
 * writer makes of its files: a flipped bit shows and nothing can hide between the entries.
 */
export async function checkContainer({ path, bytes }: Container, bag: Bag): Promise<Result<null>> {
  const again = await bagZip(bag);
  return Buffer.compare(again, bytes) === 0
    ? ok(null)
    : broken(path, 'the ZIP container is damaged or was packed anew; unpack it and verify the folder');
}
