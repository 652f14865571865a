import { createReadStream } from 'node:fs';
import { mkdir, open, rename, stat, unlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { failure, RedressError, type Sha256 } from '../../core/index.ts';

/** Where the original bytes of a Source lie: by hash, in 256 folders so that no folder grows without bound. */
export function blobPath(blobs: string, sha: Sha256): string {
  return join(blobs, sha.slice(0, 2), sha);
}

async function isKept(path: string, byteLength: number): Promise<boolean> {
  const found = await stat(path).catch(() => null);
  return found !== null && found.size === byteLength;
}

/**
 * Keeps the original bytes under their hash before they are parsed: written aside, flushed to disk, then renamed, so a
 * blob is there whole or not at all. The same bytes are kept once. Error (thrown): HOME_UNUSABLE.
 */
export async function keepBlob(
  blobs: string,
  sha: Sha256,
  byteLength: number,
  bytes: AsyncIterable<Uint8Array>,
): Promise<string> {
  const path = blobPath(blobs, sha);
  if (await isKept(path, byteLength)) return path;
  try {
    await mkdir(dirname(path), { recursive: true });
    await writeWhole(path, bytes);
  } catch (cause) {
    if (cause instanceof RedressError) throw cause;
    const why = cause instanceof Error ? cause.message : 'unknown reason';
    throw new RedressError(failure('HOME_UNUSABLE', `the original bytes cannot be kept: ${why}`, {}, cause));
  }
  return path;
}

async function writeWhole(path: string, bytes: AsyncIterable<Uint8Array>): Promise<void> {
  const temporary = `${path}.${process.pid}.new`;
  const file = await open(temporary, 'w', 0o400);
  try {
    for await (const chunk of bytes) await file.write(chunk);
    await file.sync();
  } catch (error) {
    await unlink(temporary).catch(() => undefined);
    throw error;
  } finally {
    await file.close();
  }
  await rename(temporary, path);
}

export function readBlob(path: string): AsyncIterable<Uint8Array> {
  return createReadStream(path, { highWaterMark: 256 * 1024 });
}
