import { groupBy, type RunId, sortedUnique } from '../../core/index.ts';
import type { KeyRow, StoreReader } from '../../store/port/index.ts';

/** Questions that are asked at a time, and keys that one holds at most: a store may read key after key. */
const AT_ONCE = 16;
const MOST_KEYS = 64;

/** Rows of a Run under any number of keys, as `candidates` gives them. Order: key, id. */
export async function candidatesOf(read: StoreReader, run: RunId, keys: readonly string[]): Promise<readonly KeyRow[]> {
  const wanted = sortedUnique(keys);
  const size = Math.min(MOST_KEYS, Math.ceil(wanted.length / AT_ONCE));
  const found: KeyRow[] = [];
  for (let from = 0; from < wanted.length; from += size * AT_ONCE) {
    const parts = Array.from({ length: AT_ONCE }, (_, part) =>
      wanted.slice(from + part * size, from + (part + 1) * size),
    );
    const answers = parts.filter((part) => part.length > 0).map((part) => read.candidates(run, part));
    found.push(...(await Promise.all(answers)).flat());
  }
  return found;
}

/** The key rows `WORD ID` of a Run (resolution, graphKeys; explore, placeKeys), by id. */
export async function keysOf(
  { read, run }: { readonly read: StoreReader; readonly run: RunId },
  word: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, readonly KeyRow[]>> {
  const rows = await candidatesOf(
    read,
    run,
    ids.map((id) => `${word} ${id}`),
  );
  return groupBy(rows, ({ key }) => key.slice(word.length + 1));
}
