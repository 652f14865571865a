/** Named lists of plain data, too long to cross between threads or into a file in one piece. `R` names their rows. */
export type Columns<R> = { readonly [P in keyof R]: readonly R[P][] };
type Draft<R> = { readonly [P in keyof R]: R[P][] };

/** A piece of one column. Pieces of a column come in its order. */
export type Block<R, P extends keyof R = keyof R> = {
  [K in P]: { readonly part: K; readonly items: readonly R[K][] };
}[P];

/** Rows of one piece: copying it between threads takes about 10 ms. */
const BLOCK_ROWS = 1_000;

function* piecesOf<R, P extends keyof R>(columns: Columns<R>, part: P): Generator<Block<R, P>> {
  const items = columns[part];
  for (let at = 0; at < items.length; at += BLOCK_ROWS) yield { part, items: items.slice(at, at + BLOCK_ROWS) };
}

/** The columns in pieces. */
export function* blocksOf<R>(columns: Columns<R>): Generator<Block<R>> {
  for (const part of Object.keys(columns) as (keyof R)[]) yield* piecesOf(columns, part);
}

/** Adds a piece to the end of its column: columns that start empty become those that the pieces were cut from. */
export function append<R, P extends keyof R>(columns: Draft<R>, { part, items }: Block<R, P>): void {
  for (const item of items) columns[part].push(item);
}
