import { createWriteStream, existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { ZipFile } from 'yazl';
import { err, failure, ok, type Result } from '../../core/index.ts';
import type { Bag } from './layout.ts';

/** The first day that a ZIP entry can carry. In local parts, because ZIP stores local time: the same bytes in every zone. */
const ZIP_TIME = new Date(1980, 0, 1);
const ZIP_MODE = 0o100644;

function taken(path: string): Result<never> {
  return err(failure('CONFLICT', `${path} exists already; a package is never written over another`));
}

/** Writes the bag as a new folder, whole or not at all. CONFLICT when the path exists. */
export function writeBagFolder(bag: Bag, folder: string): Result<string> {
  if (existsSync(folder)) return taken(folder);
  const unfinished = `${folder}.unfinished`;
  rmSync(unfinished, { recursive: true, force: true });
  for (const { path, bytes } of bag) {
    mkdirSync(dirname(join(unfinished, path)), { recursive: true });
    writeFileSync(join(unfinished, path), bytes);
  }
  renameSync(unfinished, folder);
  return ok(folder);
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

/** Writes the ZIP as a new file. CONFLICT when the path exists. */
export async function writeBagZip(bag: Bag, path: string): Promise<Result<string>> {
  if (existsSync(path)) return taken(path);
  const unfinished = `${path}.unfinished`;
  await pipeline(zipOf(bag).outputStream, createWriteStream(unfinished));
  renameSync(unfinished, path);
  return ok(path);
}
