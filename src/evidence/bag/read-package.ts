import { err, failure, type Json, ok, type Result, sha256Hex } from '../../core/index.ts';
import { readJson } from '../figures/chain.ts';
import { PAYLOAD } from './layout.ts';
import { readBag } from './read.ts';

const HEAD = 'data/package.json';

/** The head of a package and the SHA-256 of each file of its payload. The package is to be verified first. */
export async function readPackage(path: string): Promise<Result<{ head: Json; files: Record<string, string> }>> {
  const read = await readBag(path);
  if (!read.ok) return read;
  const { bag } = read.value;
  const head = bag.find((file) => file.path === HEAD);
  if (head === undefined) return err(failure('VERIFY_FAILED', `${HEAD}: the file is missing`, { file: HEAD }));
  const payload = bag.filter((file) => file.path.startsWith(PAYLOAD));
  const value = readJson(new Map([[HEAD, head.bytes]]), HEAD);
  if (!value.ok) return value;
  return ok({
    head: value.value,
    files: Object.fromEntries(payload.map((file) => [file.path, sha256Hex(file.bytes)])),
  });
}
