import { createReadStream } from 'node:fs';
import { link, mkdir, rename, stat, unlink } from 'node:fs/promises';
import { dirname, join, resolve, sep } from 'node:path';
import { failure, RedressError, type Sha256, secretHex, streamWhole } from '../../core/index.ts';

const PIECE_BYTES = 32 * 1024;

/** Where the API puts what is sent to it: beside the original bytes, which all workers see. */
export function uploadFolder(blobs: string): string {
  return join(blobs, 'uploads');
}

/** Where the original bytes of a Source lie: by hash, in 256 folders so that no folder grows without bound. */
export function blobPath(blobs: string, sha: Sha256): string {
  return join(blobs, sha.slice(0, 2), sha);
}

function unusable(what: string, cause: unknown): RedressError {
  const why = cause instanceof Error ? cause.message : 'unknown reason';
  return new RedressError(failure('HOME_UNUSABLE', `${what}: ${why}`, {}, cause));
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
    await streamWhole(path, bytes, 0o400);
  } catch (cause) {
    // Another worker at the same file has kept them meanwhile, and put its link in the place of what was read here.
    if (await isKept(path, byteLength)) return path;
    if (cause instanceof RedressError) throw cause;
    throw unusable('the original bytes cannot be kept', cause);
  }
  return path;
}

/**
 * Lets a file that was sent to the API share the bytes of its blob, so that the disk holds them once; its path stays
 * for a job that is done again. A file of anyone else is left alone. Where the two lie on different disks both stay.
 */
export async function shareUpload(blobs: string, path: string, blob: string): Promise<void> {
  if (!resolve(path).startsWith(join(uploadFolder(blobs), sep))) return;
  const temporary = `${path}.${secretHex(8)}.new`;
  const share = async () => {
    await link(blob, temporary);
    await rename(temporary, path);
  };
  await share().catch(() => undefined);
  // A rename between two names of one file leaves both.
  await unlink(temporary).catch(() => undefined);
}

/**
 * Bytes [start, end) of a blob. Small pieces, so that the rows of one are parsed in few milliseconds. Error (thrown):
 * HOME_UNUSABLE when this process does not see the blob: all workers must share the folder.
 */
export async function* readBlob(path: string, start: number, end: number): AsyncGenerator<Uint8Array> {
  if (end === start) return;
  try {
    yield* createReadStream(path, { start, end: end - 1, highWaterMark: PIECE_BYTES });
  } catch (cause) {
    if (cause instanceof RedressError) throw cause;
    throw unusable('the original bytes cannot be read', cause);
  }
}
