import type { Stats } from 'node:fs';
import { constants, createReadStream } from 'node:fs';
import { type FileHandle, lstat, open } from 'node:fs/promises';
import { basename } from 'node:path';
import { asSha256, err, failure, ok, RedressError, type Result, type Sha256, sha256Stream } from '../core/index.ts';
import { LIMITS } from './guarded/limits.ts';
import type { OpenBytes } from './types.ts';

/** Bytes that sniffing looks at. */
const HEAD_BYTES = 256 * 1024;
const CHUNK_BYTES = 256 * 1024;

/** A file whose bytes have been hashed once. Every `open` reads them anew and proves that they are still the same. */
export type RegularFile = {
  readonly path: string;
  readonly fileName: string;
  readonly byteLength: number;
  readonly sha256: Sha256;
  readonly head: Uint8Array;
  /** Throws RedressError FILE_CHANGED at the end of the bytes when they are not those that were hashed. */
  readonly open: OpenBytes;
};

const UNREADABLE: Readonly<Record<string, string>> = {
  ELOOP: 'the path is a symbolic link',
  ENOENT: 'there is no such file or folder',
  EACCES: 'the file may not be read by this user',
};

function changed(path: string): RedressError {
  return new RedressError(failure('FILE_CHANGED', 'the file changed while it was read', { file: path }));
}

function isSame(before: Stats, after: Stats): boolean {
  return (
    before.ino === after.ino &&
    before.dev === after.dev &&
    before.size === after.size &&
    before.mtimeMs === after.mtimeMs
  );
}

type Opened = { readonly handle: FileHandle; readonly stats: Stats };

/** Null when another file was put under the name between looking and opening. */
async function openOnce(path: string): Promise<Opened | null> {
  const named = await lstat(path);
  if (!named.isFile()) {
    const what = named.isSymbolicLink() ? 'is a symbolic link' : 'is not a regular file';
    throw new RedressError(failure('FILE_NOT_REGULAR', `the path ${what}`, { file: path }));
  }
  // O_NOFOLLOW closes the gap between looking and opening: a link put there meanwhile is refused by the kernel.
  const handle = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  const stats = await handle.stat();
  if (stats.isFile() && isSame(named, stats)) return { handle, stats };
  await handle.close();
  return null;
}

/** Nothing is read yet when a file is replaced under our eyes, so it is looked at once more. */
async function openGuarded(path: string): Promise<Opened> {
  const opened = (await openOnce(path)) ?? (await openOnce(path));
  if (opened === null) throw changed(path);
  return opened;
}

async function* chunksOf(handle: FileHandle): AsyncGenerator<Uint8Array> {
  for await (const chunk of createReadStream('', {
    fd: handle,
    autoClose: false,
    start: 0,
    highWaterMark: CHUNK_BYTES,
  })) {
    yield chunk;
  }
}

async function hashOnce(path: string): Promise<{ sha256: Sha256; head: Uint8Array; stats: Stats }> {
  const { handle, stats } = await openGuarded(path);
  try {
    if (stats.size > LIMITS.fileBytes) {
      throw new RedressError(
        failure('FILE_TOO_LARGE', `limit fileBytes = ${LIMITS.fileBytes} is exceeded`, { file: path }),
      );
    }
    const hash = sha256Stream();
    const heads: Uint8Array[] = [];
    let headLength = 0;
    for await (const chunk of chunksOf(handle)) {
      hash.update(chunk);
      if (headLength < HEAD_BYTES) heads.push(chunk);
      headLength += chunk.length;
    }
    if (!isSame(stats, await handle.stat())) throw changed(path);
    return { sha256: asSha256(hash.hex()), head: Buffer.concat(heads).subarray(0, HEAD_BYTES), stats };
  } finally {
    await handle.close();
  }
}

async function* reopen(path: string, sha256: Sha256, before: Stats): AsyncGenerator<Uint8Array> {
  const { handle, stats } = await openGuarded(path);
  try {
    if (!isSame(before, stats)) throw changed(path);
    const hash = sha256Stream();
    for await (const chunk of chunksOf(handle)) {
      hash.update(chunk);
      yield chunk;
    }
    if (!isSame(before, await handle.stat()) || hash.hex() !== sha256) throw changed(path);
  } finally {
    await handle.close();
  }
}

/**
 * Opens a path for ingest: a regular file, never followed through a link, hashed in one streaming pass.
 * Errors: FILE_NOT_READABLE, FILE_NOT_REGULAR, FILE_TOO_LARGE, FILE_CHANGED.
 */
export async function openRegularFile(path: string): Promise<Result<RegularFile>> {
  try {
    const { sha256, head, stats } = await hashOnce(path);
    const fileName = basename(path);
    return ok({ path, fileName, byteLength: stats.size, sha256, head, open: () => reopen(path, sha256, stats) });
  } catch (error) {
    if (error instanceof RedressError) return err(error.failure);
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    const what = UNREADABLE[code] ?? `the path cannot be read (${code})`;
    return err(failure(code === 'ELOOP' ? 'FILE_NOT_REGULAR' : 'FILE_NOT_READABLE', what, { file: path }, error));
  }
}
