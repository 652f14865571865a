import {
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { failure, type Json, RedressError, secretHex } from '../core/index.ts';
import type { Seals } from './seal.ts';

/** JSON values, each in a file of its own that only the key of the vault opens. A place is a path with "/". */
export type SealedFiles = {
  /** Null where there is none. Error (thrown): VAULT_UNREADABLE. */
  readonly read: (place: string) => unknown;
  readonly write: (place: string, value: Json) => void;
  /** Writes only where nothing is; whether it did. Of several processes one does. */
  readonly create: (place: string, value: Json) => boolean;
  /** Names in a folder, unordered. */
  readonly list: (place: string) => readonly string[];
};

function flushFolder(folder: string): void {
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/** The bytes on disk under a name beside `path`, from where they take its place whole or not at all. */
function writeAside(path: string, bytes: Uint8Array): string {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const aside = `${path}.${secretHex(8)}.new`;
  const handle = openSync(aside, 'wx', 0o600);
  try {
    // Not writeSync, which on a full disk writes a part, says so by a number, and does not fail.
    writeFileSync(handle, bytes);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  return aside;
}

/** Writes a file that is there whole after a crash, or not at all. */
function writeDurably(path: string, bytes: Uint8Array): void {
  renameSync(writeAside(path, bytes), path);
  flushFolder(dirname(path));
}

/** The same, where no file may be yet. Answers whether this call has made it. */
export function createDurably(path: string, bytes: Uint8Array): boolean {
  const aside = writeAside(path, bytes);
  try {
    linkSync(aside, path);
  } catch (error) {
    if (existsSync(path)) return false;
    throw error;
  } finally {
    unlinkSync(aside);
  }
  flushFolder(dirname(path));
  return true;
}

/** A full or read-only disk is no bug. The cause names a path of the home and no content. */
function onDisk<T>(work: () => T): T {
  try {
    return work();
  } catch (cause) {
    throw new RedressError(failure('HOME_UNUSABLE', 'the vault cannot be written', {}, cause));
  }
}

export function sealedFiles(folder: string, { seal, open }: Pick<Seals, 'seal' | 'open'>): SealedFiles {
  const pathOf = (place: string) => join(folder, ...place.split('/'));
  const sealed = (place: string, value: Json) => seal(place, JSON.stringify(value));
  return {
    read: (place) => {
      const path = pathOf(place);
      if (!existsSync(path)) return null;
      const text = open(place, readFileSync(path));
      if (text !== null) return JSON.parse(text);
      const what = 'a file of the vault was changed, or was sealed with another key';
      throw new RedressError(failure('VAULT_UNREADABLE', what, { file: place }));
    },
    write: (place, value) => onDisk(() => writeDurably(pathOf(place), sealed(place, value))),
    create: (place, value) => onDisk(() => createDurably(pathOf(place), sealed(place, value))),
    list: (place) => {
      const path = pathOf(place);
      return existsSync(path) ? readdirSync(path).filter((name) => !name.endsWith('.new')) : [];
    },
  };
}
