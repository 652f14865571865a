import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createWhole, failure, type Json, RedressError, writeWhole } from '../core/index.ts';
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
    write: (place, value) => onDisk(() => writeWhole(pathOf(place), sealed(place, value))),
    create: (place, value) => onDisk(() => createWhole(pathOf(place), sealed(place, value))),
    list: (place) => {
      const path = pathOf(place);
      return existsSync(path) ? readdirSync(path).filter((name) => !name.endsWith('.new')) : [];
    },
  };
}
