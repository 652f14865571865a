import type { RunId } from '../core/index.ts';
import type { ResultRow, StoreReader } from '../store/port/index.ts';

/** What the port gives at once. */
const PAGE = 1_000;

/** All results of one kind of a Run, page by page, so that none but a page is in memory; kind `run` lists all Runs. */
export async function* resultPages(
  read: StoreReader,
  run: RunId | null,
  kind: string,
): AsyncGenerator<readonly ResultRow[]> {
  let after: string | null = null;
  do {
    const page: readonly ResultRow[] = await read.results(run, kind, { limit: PAGE, after });
    yield page;
    after = page.length < PAGE ? null : (page.at(-1)?.id ?? null);
  } while (after !== null);
}
