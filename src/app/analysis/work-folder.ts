import { closeSync, fstatSync, fsyncSync, openSync, readdirSync, readSync, statSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import { failure, RedressError, type RunId, replaceWhole, stageFolder } from '../../core/index.ts';

/** Where the work of all Runs lies, beside the original bytes. */
export function workRoot(blobs: string): string {
  return join(blobs, 'work');
}

/**
 * Where the steps of one Run hand work to each other: a folder beside the original bytes, which all workers share. It
 * may be made again at any time from the same Run id, so a lost one costs time and no result. Values are kept in V8's
 * own form, a frame each, so that no file has to pass through memory in one piece.
 */
export function workFolder(work: string, run: RunId): string {
  return join(work, run);
}

/**
 * Fills a folder aside, then puts it in its place: it is there whole or not at all. One that is there stays. Error
 * (thrown): HOME_UNUSABLE.
 */
export function makeWorkFolder(folder: string, fill: (aside: string) => void): void {
  try {
    stageFolder(folder, fill).put();
  } catch (error) {
    throw unusable(error);
  }
}

function unusable(cause: unknown): unknown {
  if (!(cause instanceof Error) || !('code' in cause)) return cause;
  return new RedressError(failure('HOME_UNUSABLE', `the work of a Run cannot be kept: ${cause.message}`, {}, cause));
}

export function removeWorkFolder(folder: string): Promise<void> {
  return rm(folder, { recursive: true, force: true });
}

/** Removes what was last touched before an instant. */
export async function sweepWork(work: string, beforeMicros: number): Promise<void> {
  for (const name of unlessLost(() => readdirSync(work)) ?? []) {
    const touched = unlessLost(() => statSync(join(work, name)).mtimeMs * 1000);
    if (touched !== null && touched < beforeMicros) await removeWorkFolder(join(work, name));
  }
}

/** What `read` gives, or null when a file that it needs is gone. */
export function unlessLost<T>(read: () => T): T | null {
  try {
    return read();
  } catch (error) {
    if (hasCode(error, 'ENOENT', 'ENOTDIR')) return null;
    throw error;
  }
}

function hasCode(error: unknown, ...codes: readonly string[]): boolean {
  return error instanceof Error && 'code' in error && codes.includes(String(error.code));
}

/** Writes values, a frame each: four bytes of length, then the value. Error (thrown): HOME_UNUSABLE, as on a full disk. */
export function writeFrames(path: string, values: Iterable<unknown>): void {
  try {
    writeAll(path, values);
  } catch (error) {
    throw hasCode(error, 'ENOENT', 'ENOTDIR') ? error : unusable(error);
  }
}

function writeAll(path: string, values: Iterable<unknown>): void {
  const file = openSync(path, 'wx', 0o600);
  try {
    for (const value of values) {
      const bytes = serialize(value);
      const length = Buffer.alloc(4);
      length.writeUInt32LE(bytes.length);
      writeFileSync(file, length);
      writeFileSync(file, bytes);
    }
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/** The values of a file in order. They are what was written: the caller names their type. */
export function* readFrames<T>(path: string): Generator<T> {
  const file = openSync(path, 'r');
  const size = fstatSync(file).size;
  try {
    for (let at = 0; at < size; ) {
      const length = readAt(file, at, 4).readUInt32LE();
      yield deserialize(readAt(file, at + 4, length));
      at += 4 + length;
    }
  } finally {
    closeSync(file);
  }
}

function readAt(file: number, at: number, length: number): Buffer {
  const bytes = Buffer.alloc(length);
  for (let filled = 0; filled < length; ) {
    const count = readSync(file, bytes, filled, length - filled, at + filled);
    if (count === 0) throw new RangeError(`a work file ends inside a frame, at byte ${at + filled}`);
    filled += count;
  }
  return bytes;
}

/** Writes the values of a file that is there whole or not at all. Error (thrown): HOME_UNUSABLE. */
export function replaceFrames(path: string, values: Iterable<unknown>): void {
  replaceWhole(path, (aside) => writeFrames(aside, values));
}
