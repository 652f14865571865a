import { MAX_BLOCK } from './guard.ts';

/** Asks for the rows after the last one of the page before. */
export type AskPage<R> = (last: R | null, limit: number) => Promise<readonly R[]>;

/** Keyset paging: asks for a block after the last row of the one before, until one comes short. */
export async function* blocks<R>(ask: AskPage<R>): AsyncGenerator<readonly R[]> {
  let last: R | null = null;
  for (;;) {
    const rows: readonly R[] = await ask(last, MAX_BLOCK);
    if (rows.length > 0) yield rows;
    if (rows.length < MAX_BLOCK) return;
    last = rows.at(-1) ?? null;
  }
}

/** The rows of a paged view up to a limit. */
export async function collect<R>(limit: number, ask: AskPage<R>): Promise<R[]> {
  const rows: R[] = [];
  for await (const block of blocks<R>((last, size) => ask(last, Math.min(size, limit - rows.length)))) {
    rows.push(...block);
    if (rows.length >= limit) break;
  }
  return rows;
}
