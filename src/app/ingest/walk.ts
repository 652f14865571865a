import { lstat, readdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { compareText } from '../../core/index.ts';

/** A path to ingest, or one that is passed over with the reason. */
export type Walked = { readonly path: string; readonly skipped: string | null };

/**
 * Files under the given paths: folders in name order, each path once. Inside a folder symlinks and special files are
 * passed over and listed; given directly they go on to the reader, which rejects them with a reason (interface 2), and
 * so does a folder that cannot be read: what is in it must not be missing in silence.
 */
export async function walk(paths: readonly string[]): Promise<Walked[]> {
  const found = new Map<string, Walked>();
  for (const path of paths) {
    const stat = await lstat(path).catch(() => null);
    if (stat?.isDirectory() === true) await walkFolder(path, found);
    else add(found, { path, skipped: null });
  }
  return [...found.values()];
}

function add(found: Map<string, Walked>, item: Walked): void {
  const whole = resolve(item.path);
  if (!found.has(whole)) found.set(whole, item);
}

async function walkFolder(folder: string, found: Map<string, Walked>): Promise<void> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => null);
  if (entries === null) return add(found, { path: folder, skipped: null });
  entries.sort((a, b) => compareText(a.name, b.name));
  for (const entry of entries) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) await walkFolder(path, found);
    else if (entry.isFile()) add(found, { path, skipped: null });
    else add(found, { path, skipped: entry.isSymbolicLink() ? 'a symbolic link' : 'a special file' });
  }
}
