import { type Demand, type Edge, type Reach, withhold } from './withhold.ts';

/** Counts below this do not appear (legal-and-evidence 6.3). */
export const LEAST_COUNT = 5;

/** No reader may place an amount that is left out within a narrower range than this, in cents. */
const LEAST_RANGE = 1_000_000n;

/** One cell: its value (a count, or cents), and how many assets or people it rests on. */
export type Cell = { readonly value: bigint; readonly basis: number };

/**
 * Rows of cells that add up downwards into the last row and, where `across` says so, sideways into the last column. Every
 * row has the same number of cells.
 */
export type Grid = { readonly rows: readonly (readonly Cell[])[]; readonly across: 'adds up' | 'stands apart' };

/** For each cell, whether it may be shown. */
export type Shown = readonly (readonly boolean[])[];

const ZERO: Cell = { value: 0n, basis: 0 };

function addCells(a: Cell, b: Cell): Cell {
  return { value: a.value + b.value, basis: a.basis + b.basis };
}

/** The sums of each column; the basis adds up since no asset or person stands in two rows. */
export function columnSums(rows: readonly (readonly Cell[])[]): Cell[] {
  const width = rows[0]?.length ?? 0;
  return Array.from({ length: width }, (_, column) =>
    rows.reduce((sum, row) => addCells(sum, row[column] ?? ZERO), ZERO),
  );
}

type Place = { readonly row: number; readonly column: number };

/**
 * The ends of a cell's edge, and of how many sums it is the total. Parts run from their row to their column, totals back;
 * columns that stand apart share one node for all rows, because nothing adds up along a row.
 */
function endsOf({ rows, across }: Grid, { row, column }: Place): Pick<Edge, 'from' | 'to'> & { readonly sums: number } {
  const width = rows[0]?.length ?? 0;
  const isBelow = row === rows.length - 1;
  const isAside = across === 'adds up' && column === width - 1;
  const ends = [across === 'adds up' ? row : 0, rows.length + column] as const;
  const [from, to] = isBelow === isAside ? ends : [ends[1], ends[0]];
  return { from, to, sums: Number(isBelow) + Number(isAside) };
}

type Linked = (place: Place) => boolean;

/** Zero is below five: that nothing is known of a district is itself something that a network there would like to read. */
function shownCells(grid: Grid, reach: Reach, isLinked: Linked): Shown {
  const places = grid.rows.flatMap((cells, row) => cells.map((cell, column) => ({ cell, row, column })));
  const edges = places.map(({ cell: { value, basis }, ...place }): Edge => {
    const standing = basis < LEAST_COUNT ? 'small' : isLinked(place) ? 'linked' : 'safe';
    const { sums, ...ends } = endsOf(grid, place);
    // A total is missed more than one of its parts.
    return { ...ends, value, standing, weight: (value + 1n) << BigInt(sums) };
  });
  const hidden = withhold(edges, reach);
  const width = grid.rows[0]?.length ?? 0;
  return grid.rows.map((cells, row) => cells.map((_, column) => !hidden.has(row * width + column)));
}

const FIVE = BigInt(LEAST_COUNT);

/** What a reader knows who adds up. */
const notNegative: Demand['rangeOf'] = () => ({ least: 0n, most: null });

/** What a reader knows who knows this rule too, and so which cells are left out for being small. */
const bySize: Demand['rangeOf'] = ({ standing }) =>
  standing === 'small' ? { least: 0n, most: FIVE - 1n } : { least: FIVE, most: null };

/**
 * A small count left out may be anything from 0 to 5, so that nobody can say that it is small, and the rest of its row and
 * column that a reader gets by subtraction is no count under five either. Who knows that it is small must hold any of 0 to 4
 * possible. A larger one has six values at least.
 */
function reachOfCount({ value, standing }: Edge): ReturnType<Reach> {
  if (standing !== 'small') return [within(value, FIVE)];
  return [
    { above: FIVE - value, below: value, rangeOf: notNegative },
    { above: FIVE - 1n - value, below: value, rangeOf: bySize },
  ];
}

/** An amount left out that rests on few may be anything from nothing to twice what it is; each has its least range. */
function reachOfAmount({ value, standing }: Edge): ReturnType<Reach> {
  if (standing !== 'small') return [within(value, LEAST_RANGE)];
  return [{ above: value > LEAST_RANGE ? value : LEAST_RANGE, below: value, rangeOf: notNegative }];
}

/** A range of this width that ends at the value, or where that would go below nothing, begins there. */
function within(value: bigint, width: bigint): Demand {
  const ends = value < width ? { above: width - value, below: value } : { above: 0n, below: width };
  return { ...ends, rangeOf: notNegative };
}

export function shownCounts(grid: Grid): Shown {
  return shownCells(grid, reachOfCount, () => false);
}

/** Amounts beside their counts: an amount is left out at least where its count is. */
export function shownAmounts(grid: Grid, counts: Shown): Shown {
  return shownCells(grid, reachOfAmount, ({ row, column }) => counts[row]?.[column] !== true);
}
