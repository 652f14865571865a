import { lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { compareText } from '../../core/index.ts';

/** A path to ingest, or one that is passed over with the reason. */
export type Walked = { readonly path: string; readonly skipped: string | null };

/**
 * Files under the given paths: folders in name order, each file once. Inside a folder symlinks and special files are
 * passed over and listed; given directly they go on to the reader, which rejects them with a reason (interface 2).
 */
export async function walk(paths: readonly string[]): Promise<Walked[]> {
  const found: Walked[] = [];
  for (const path of paths) {
    const stat = await lstat(path).catch(() => null);
    if (stat?.isDirectory() === true) await walkFolder(path, found);
    else found.push({ path, skipped: null });
  }
  return found;
}

async function walkFolder(folder: string, found: Walked[]): Promise<void> {
  const entries = await readdir(folder, { withFileTypes: true });
  entries.sort((a, b) => compareText(a.name, b.name));
  for (const entry of entries) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) await walkFolder(path, found);
    else if (entry.isFile()) found.push({ path, skipped: null });
    else found.push({ path, skipped: entry.isSymbolicLink() ? 'a symbolic link' : 'a special file' });
  }
}
