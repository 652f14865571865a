import { lstatSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compareText, err, failure, ok, type Result } from '../../core/index.ts';
import { broken, LIMITS, nameJudge } from './guard.ts';
import { type Bag, type BagFile, pathFault } from './layout.ts';
import { type Container, readZip } from './read-zip.ts';

/** The files of a package, and the ZIP that they were packed in, if any. */
export type ReadBag = { readonly bag: Bag; readonly container: Container | null };

/** Names of the files of a folder. Node's own recursive reading follows links to folders, so each is opened here. */
function namesIn(root: string): Result<string[]> {
  const paths: string[] = [];
  const judge = nameJudge();
  for (const folders = ['']; folders.length > 0; ) {
    const folder = folders.pop() ?? '';
    for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
      const path = `${folder}${entry.name}`;
      if (!entry.isDirectory() && !entry.isFile()) return broken(path, 'links and special files are refused');
      const fault = entry.isFile() ? judge(path) : pathFault(path);
      if (fault !== null) return broken(path, fault);
      if (entry.isFile()) paths.push(path);
      else folders.push(`${path}/`);
    }
  }
  return ok(paths.sort(compareText));
}

function readFolder(folder: string): Result<Bag> {
  const names = namesIn(folder);
  if (!names.ok) return names;
  const files: BagFile[] = [];
  let total = 0;
  for (const path of names.value) {
    total += lstatSync(join(folder, path)).size;
    if (total > LIMITS.bytes) return broken(path, `more than ${LIMITS.bytes} bytes in all`);
    files.push({ path, bytes: readFileSync(join(folder, path)) });
  }
  return ok(files);
}

/** Reads a bag from a folder or a ZIP, refusing what a bag may not hold. FILE_NOT_READABLE when nothing is there. */
export async function readBag(path: string): Promise<Result<ReadBag>> {
  let stat: ReturnType<typeof lstatSync>;
  try {
    stat = lstatSync(path);
  } catch (cause) {
    return err(failure('FILE_NOT_READABLE', `${path} cannot be read`, { file: path }, cause));
  }
  if (stat.isDirectory()) {
    const folder = readFolder(path);
    return folder.ok ? ok({ bag: folder.value, container: null }) : folder;
  }
  if (!stat.isFile()) return broken(path, 'links and special files are refused');
  if (stat.size > LIMITS.bytes) return broken(path, `more than ${LIMITS.bytes} bytes`);
  const container = { path, bytes: readFileSync(path) };
  const zip = await readZip(container);
  return zip.ok ? ok({ bag: zip.value, container }) : zip;
}
