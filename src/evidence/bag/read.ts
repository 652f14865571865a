import { lstatSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { compareText, err, failure, ok, type Result } from '../../core/index.ts';
import { broken, LIMITS, namesFault } from './guard.ts';
import type { Bag, BagFile } from './layout.ts';
import { readZip } from './read-zip.ts';

function readFolder(folder: string): Result<Bag> {
  const paths: string[] = [];
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const path = relative(folder, join(entry.parentPath, entry.name)).replaceAll('\\', '/');
    if (entry.isDirectory()) continue;
    if (!entry.isFile()) return broken(path, 'links and special files are refused');
    paths.push(path);
    if (paths.length > LIMITS.entries) return broken(path, `more than ${LIMITS.entries} files`);
  }
  paths.sort(compareText);
  const fault = namesFault(paths);
  if (fault !== null) return broken(fault.path, fault.why);
  const files: BagFile[] = [];
  let total = 0;
  for (const path of paths) {
    total += lstatSync(join(folder, path)).size;
    if (total > LIMITS.bytes) return broken(path, `more than ${LIMITS.bytes} bytes in all`);
    files.push({ path, bytes: readFileSync(join(folder, path)) });
  }
  return ok(files);
}

/** Reads a bag from a folder or a ZIP, refusing what a bag may not hold. FILE_NOT_READABLE when nothing is there. */
export async function readBag(path: string): Promise<Result<{ bag: Bag; packed: boolean }>> {
  let stat: ReturnType<typeof lstatSync>;
  try {
    stat = lstatSync(path);
  } catch (cause) {
    return err(failure('FILE_NOT_READABLE', `${path} cannot be read`, { file: path }, cause));
  }
  if (stat.isDirectory()) {
    const folder = readFolder(path);
    return folder.ok ? ok({ bag: folder.value, packed: false }) : folder;
  }
  if (!stat.isFile()) return broken(path, 'links and special files are refused');
  const zip = await readZip(path);
  return zip.ok ? ok({ bag: zip.value, packed: true }) : zip;
}
