import type { RunId } from '../../core/index.ts';
import type { KeyRow, ResultRow, StoreReader } from '../../store/port/index.ts';
import { keysOf } from './run-keys.ts';

/** How many rows are asked for at a time: each is a read of its own. */
const AT_ONCE = 32;

/**
 * Key rows that tell each result which one stands before it in its kind (itself: none). A view of results begins after an
 * id, so with these a single result is read without the Run around it.
 */
export function placeKeys(rows: readonly ResultRow[]): KeyRow[] {
  const last = new Map<string, string>();
  return rows.map(({ kind, id }) => {
    const before = last.get(kind) ?? id;
    last.set(kind, id);
    return { key: `row ${id}`, kind, id: before };
  });
}

/** Results of a Run by their ids, whatever their kind; what is absent is left out. */
export async function resultRows(
  read: StoreReader,
  run: RunId,
  ids: readonly string[],
): Promise<ReadonlyMap<string, ResultRow>> {
  const found = new Map<string, ResultRow>();
  const wanted = new Set(ids);
  const places = [...(await keysOf({ read, run }, 'row', ids))].flatMap(([id, rows]) =>
    rows.map(({ kind, id: before }) => ({ kind, after: before === id ? null : before })),
  );
  for (let from = 0; from < places.length; from += AT_ONCE) {
    const pages = places
      .slice(from, from + AT_ONCE)
      .map(({ kind, after }) => read.results(run, kind, { limit: 1, after }));
    // Where the result itself is left out of the view, the next one answers in its place.
    for (const row of (await Promise.all(pages)).flat()) if (wanted.has(row.id)) found.set(row.id, row);
  }
  return found;
}
