/**
 * A reader of a published table who tries to get a cell back. Independent of the code that left it out: it knows the shown
 * cells, that rows and columns add up and that nothing is negative, and searches all tables that agree.
 */
export type Printed = readonly (readonly (bigint | null)[])[];

/** Parts without totals: rows and columns of candidates. */
type Parts = bigint[][];

function fits(printed: Printed, parts: Parts, across: boolean): boolean {
  const height = printed.length - 1;
  const width = printed[0]?.length ?? 0;
  const columns = across ? width - 1 : width;
  const sum = (values: readonly bigint[]) => values.reduce((a, b) => a + b, 0n);
  const agrees = (row: number, column: number, value: bigint) => {
    const cell = printed[row]?.[column];
    return cell === null || cell === undefined || cell === value;
  };
  for (let row = 0; row < height; row++) if (across && !agrees(row, columns, sum(parts[row] ?? []))) return false;
  for (let column = 0; column < columns; column++)
    if (!agrees(height, column, sum(parts.map((cells) => cells[column] ?? 0n)))) return false;
  return !across || agrees(height, columns, sum(parts.flat()));
}

/** Every value that each cell takes in some table that agrees with the print, parts up to `most`. Totals included. */
export function possible(printed: Printed, across: boolean, most: bigint): ReadonlyMap<string, ReadonlySet<bigint>> {
  const height = printed.length - 1;
  const width = (printed[0]?.length ?? 0) - (across ? 1 : 0);
  const seen = new Map<string, Set<bigint>>();
  const note = (row: number, column: number, value: bigint) => {
    const key = `${row} ${column}`;
    const values = seen.get(key) ?? new Set<bigint>();
    seen.set(key, values.add(value));
  };
  const parts: Parts = Array.from({ length: height }, () => Array.from({ length: width }, () => 0n));
  const sum = (values: readonly bigint[]) => values.reduce((a, b) => a + b, 0n);
  const keep = () => {
    if (!fits(printed, parts, across)) return;
    for (const [row, cells] of parts.entries()) {
      for (const [column, value] of cells.entries()) note(row, column, value);
      if (across) note(row, width, sum(cells));
    }
    for (let column = 0; column < width; column++) note(height, column, sum(parts.map((cells) => cells[column] ?? 0n)));
    if (across) note(height, width, sum(parts.flat()));
  };
  const fill = (at: number): void => {
    if (at === height * width) {
      keep();
      return;
    }
    const [row, column] = [Math.floor(at / width), at % width];
    const shown = printed[row]?.[column];
    const cells = parts[row] ?? [];
    for (let value = shown ?? 0n; value <= (shown ?? most); value++) {
      cells[column] = value;
      fill(at + 1);
    }
  };
  fill(0);
  return seen;
}

export type Bounds = readonly [lo: bigint, hi: bigint | null];

type Line = { readonly total: number; readonly parts: readonly number[] };

/**
 * Bounds by which a reader narrows cells line by line until nothing moves (interval propagation). They hold the true
 * bounds, so a cell that is too narrow here is too narrow for every reader. For tables too large to search.
 */
export function narrowed(printed: Printed, across: boolean): Bounds[] {
  const width = printed[0]?.length ?? 0;
  const at = (row: number, column: number) => row * width + column;
  const last = printed.length - 1;
  const span = (count: number) => Array.from({ length: count }, (_, n) => n);
  const down = span(width).map((column) => ({
    total: at(last, column),
    parts: span(last).map((row) => at(row, column)),
  }));
  const aside = span(printed.length).map((row) => ({
    total: at(row, width - 1),
    parts: span(width - 1).map((column) => at(row, column)),
  }));
  const lines: Line[] = [...down, ...(across ? aside : [])];
  const bounds: [bigint, bigint | null][] = printed.flat().map((cell) => (cell === null ? [0n, null] : [cell, cell]));
  const lo = (cell: number) => bounds[cell]?.[0] ?? 0n;
  const hi = (cell: number) => bounds[cell]?.[1] ?? null;
  let moved = true;
  const narrow = (cell: number, [low, high]: Bounds) => {
    const [oldLow, oldHigh] = [lo(cell), hi(cell)];
    const next: [bigint, bigint | null] = [
      low > oldLow ? low : oldLow,
      high !== null && (oldHigh === null || high < oldHigh) ? high : oldHigh,
    ];
    if (next[0] === oldLow && next[1] === oldHigh) return;
    bounds[cell] = next;
    moved = true;
  };
  const sum = (cells: readonly number[]): Bounds => [
    cells.reduce((total, cell) => total + lo(cell), 0n),
    cells.reduce<bigint | null>((total, cell) => {
      const high = hi(cell);
      return total === null || high === null ? null : total + high;
    }, 0n),
  ];
  while (moved) {
    moved = false;
    for (const { total, parts } of lines) {
      narrow(total, sum(parts));
      for (const part of parts) {
        const [least, most] = sum(parts.filter((other) => other !== part));
        const [low, high] = [lo(total), hi(total)];
        narrow(part, [most === null ? 0n : low - most, high === null ? null : high - least]);
      }
    }
  }
  return bounds;
}
