import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ZipFile } from 'yazl';
import { type Staged, stageFolder } from '../../core/index.ts';
import type { Bag } from './layout.ts';

/** The first day that a ZIP entry can carry. In local parts, because ZIP stores local time: the same bytes in every zone. */
const ZIP_TIME = new Date(1980, 0, 1);
const ZIP_MODE = 0o100644;

/** The bag as a new folder beside its place, to be put there (core Staged). Throws what the file system does. */
export function stageBagFolder(bag: Bag, folder: string): Staged {
  const fill = (aside: string) => {
    for (const { path, bytes } of bag) {
      mkdirSync(dirname(join(aside, path)), { recursive: true });
      writeFileSync(join(aside, path), bytes, { flush: true });
    }
  };
  return stageFolder(folder, fill, 0o777);
}

/** Stored, not deflated: deflate differs between builds of zlib, and one bag is one sequence of bytes everywhere. */
function zipOf(bag: Bag): ZipFile {
  const zip = new ZipFile();
  for (const { path, bytes } of bag) {
    zip.addBuffer(Buffer.from(bytes), path, {
      mtime: ZIP_TIME,
      mode: ZIP_MODE,
      forceDosTimestamp: true,
      compress: false,
    });
  }
  zip.end();
  return zip;
}

/** The bag as the bytes of a ZIP: the same files in name order with fixed times, so the same bag is the same bytes. */
export async function bagZip(bag: Bag): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  for await (const chunk of zipOf(bag).outputStream) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}
