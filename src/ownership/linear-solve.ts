/** A pivot below this is no pivot: the system has no single solution. */
const LEAST_PIVOT = 1e-9;

/**
 * Solves M X = B by Gaussian elimination with partial pivoting, for all columns of B at once. Answers null when M is
 * singular, which for I - A means a loop of companies without an outside owner. Cost: n^2 (n + columns of B).
 */
export function solveLinear(
  matrix: readonly (readonly number[])[],
  right: readonly (readonly number[])[],
): number[][] | null {
  const size = matrix.length;
  const rows = matrix.map((row, i) => Float64Array.from([...row, ...(right[i] ?? [])]));
  for (let column = 0; column < size; column++) {
    const pivot = pivotRow(rows, column);
    if (pivot === null) return null;
    const [a, b] = [rows[column], rows[pivot]];
    if (a === undefined || b === undefined) return null;
    rows[column] = b;
    rows[pivot] = a;
    for (let i = column + 1; i < size; i++) subtractRow(rows[i], b, column);
  }
  for (let column = size - 1; column >= 0; column--) {
    const pivot = rows[column];
    if (pivot === undefined) return null;
    scaleRow(pivot, column);
    for (let i = 0; i < column; i++) subtractRow(rows[i], pivot, column);
  }
  return rows.map((row) => [...row.subarray(size)]);
}

function pivotRow(rows: readonly Float64Array[], column: number): number | null {
  let best = -1;
  let size = LEAST_PIVOT;
  for (let i = column; i < rows.length; i++) {
    const value = Math.abs(rows[i]?.[column] ?? 0);
    if (value > size) [best, size] = [i, value];
  }
  return best === -1 ? null : best;
}

function scaleRow(row: Float64Array, column: number): void {
  const factor = row[column] ?? 1;
  for (let j = column; j < row.length; j++) row[j] = (row[j] ?? 0) / factor;
}

function subtractRow(row: Float64Array | undefined, pivot: Float64Array, column: number): void {
  const factor = (row?.[column] ?? 0) / (pivot[column] ?? 1);
  if (row === undefined || factor === 0) return;
  for (let j = column; j < row.length; j++) row[j] = (row[j] ?? 0) - factor * (pivot[j] ?? 0);
}
