import { groupBy, type RunId } from '../../core/index.ts';
import type { KeyRow, StoreReader } from '../../store/port/index.ts';

/** The key rows `WORD ID` of a Run (resolution, graphKeys; explore, placeKeys), by id. */
export async function keysOf(
  { read, run }: { readonly read: StoreReader; readonly run: RunId },
  word: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, readonly KeyRow[]>> {
  const rows = await read.candidates(
    run,
    ids.map((id) => `${word} ${id}`),
  );
  return groupBy(rows, ({ key }) => key.slice(word.length + 1));
}
