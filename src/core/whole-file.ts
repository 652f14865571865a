import { closeSync, fsyncSync, linkSync, mkdirSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { open, rename, unlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { secretHex } from './rng.ts';

/** What lies written beside its place, on disk and under a hidden name, and is there whole once it is put there. */
export type Staged = {
  readonly path: string;
  /** Puts it where nothing may be yet. False when something is; then it is dropped. */
  readonly put: () => boolean;
  readonly drop: () => void;
};

/** Codes by which a system says that something is there, and that it has no hard links (FAT, some network disks). */
const THERE = ['EEXIST', 'ENOTEMPTY', 'ENOTDIR'];
const NO_LINKS = ['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK'];

function hasCode(error: unknown, codes: readonly string[]): boolean {
  return error instanceof Error && 'code' in error && codes.includes(String(error.code));
}

/** A name in the same folder that nobody else draws: the number of a process is not its own where machines share a folder. */
function asideOf(path: string): string {
  return join(dirname(path), `.redress-${secretHex(8)}.new`);
}

function flushFolder(folder: string): void {
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

function discard(path: string): void {
  rmSync(path, { recursive: true, force: true });
}

/** Runs `fill` on a name beside `path`; what it left there goes when it fails. */
function filledAside(path: string, fill: (aside: string) => void): string {
  const aside = asideOf(path);
  try {
    fill(aside);
  } catch (error) {
    discard(aside);
    throw error;
  }
  return aside;
}

function placeNew(aside: string, path: string): void {
  try {
    linkSync(aside, path);
  } catch (error) {
    if (!hasCode(error, NO_LINKS)) throw error;
    // Takes the name as `link` would, and the whole file then takes the place of the empty one.
    closeSync(openSync(path, 'wx'));
    renameSync(aside, path);
  }
}

function stagedAt(path: string, aside: string, place: () => void): Staged {
  return {
    path,
    drop: () => discard(aside),
    put: () => {
      try {
        place();
      } catch (error) {
        if (!hasCode(error, THERE)) throw error;
        return false;
      } finally {
        discard(aside);
      }
      flushFolder(dirname(path));
      return true;
    },
  };
}

/** Stages a file in a folder that exists. Throws what the file system does. */
export function stageFile(path: string, content: string | Uint8Array, mode = 0o600): Staged {
  const aside = filledAside(path, (name) => writeFileSync(name, content, { mode, flag: 'wx', flush: true }));
  return stagedAt(path, aside, () => placeNew(aside, path));
}

/** Stages a folder, which `fill` is handed empty. An empty folder at its place does not stand in its way. */
export function stageFolder(path: string, fill: (aside: string) => void, mode = 0o700): Staged {
  const aside = filledAside(path, (name) => {
    mkdirSync(name, { recursive: true, mode });
    fill(name);
  });
  return stagedAt(path, aside, () => renameSync(aside, path));
}

/** Lets `write` fill a file that is then there whole, in the place of what was there, or not at all. Its folder exists. */
export function replaceWhole(path: string, write: (aside: string) => void): void {
  const aside = filledAside(path, write);
  renameSync(aside, path);
  flushFolder(dirname(path));
}

/** Writes a file so that it is there whole after a crash, or not at all; its folder is made. */
export function writeWhole(path: string, content: string | Uint8Array): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  replaceWhole(path, (aside) => writeFileSync(aside, content, { mode: 0o600, flag: 'wx', flush: true }));
}

/** The same, only where nothing is. Whether this call has made it: of several processes one does. */
export function createWhole(path: string, content: string | Uint8Array): boolean {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  return stageFile(path, content).put();
}

/** Writes a file from a stream, whole or not at all, in a folder that exists. */
export async function streamWhole(
  path: string,
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  mode = 0o600,
): Promise<void> {
  const aside = asideOf(path);
  const file = await open(aside, 'wx', mode);
  try {
    for await (const chunk of chunks) await file.writeFile(chunk);
    await file.sync();
  } catch (error) {
    await unlink(aside).catch(() => undefined);
    throw error;
  } finally {
    await file.close();
  }
  await rename(aside, path);
}
