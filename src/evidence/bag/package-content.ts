import { err, failure, type Json, ok, type Result, sha256Hex } from '../../core/index.ts';
import { readJson } from '../figures/chain.ts';
import { type Bag, PAYLOAD } from './layout.ts';

const HEAD = 'data/package.json';

/** The head of a package that has been verified, and the SHA-256 of each file of its payload. Error: VERIFY_FAILED. */
export function packageContent(bag: Bag): Result<{ head: Json; files: Record<string, string> }> {
  const payload = bag.filter(({ path }) => path.startsWith(PAYLOAD));
  const head = readJson(new Map(payload.map(({ path, bytes }) => [path, bytes])), HEAD);
  if (!head.ok) return head;
  if (head.value === null) return err(failure('VERIFY_FAILED', 'the file is missing', { file: HEAD }));
  return ok({
    head: head.value,
    files: Object.fromEntries(payload.map(({ path, bytes }) => [path, sha256Hex(bytes)])),
  });
}
