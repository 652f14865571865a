/**
 * Jaro similarity with Winkler's prefix bonus, in [0, 1] (Winkler 1990: bonus .1 per letter of a common prefix of at most
 * four, and only from a Jaro value of .7 on). Two empty texts are equal.
 */
export function jaroWinkler(a: string, b: string): number {
  const jaro = jaroSimilarity(a, b);
  if (jaro < 0.7) return jaro;
  let prefix = 0;
  while (prefix < 4 && prefix < a.length && a[prefix] === b[prefix]) prefix++;
  return jaro + prefix * 0.1 * (1 - jaro);
}

function jaroSimilarity(a: string, b: string): number {
  if (a === b) return 1;
  const reach = Math.max(Math.floor(Math.max(a.length, b.length) / 2) - 1, 0);
  const taken = new Uint8Array(b.length);
  const fromA: string[] = [];
  for (let i = 0; i < a.length; i++) {
    for (let j = Math.max(0, i - reach); j <= Math.min(b.length - 1, i + reach); j++) {
      if (taken[j] === 1 || a[i] !== b[j]) continue;
      taken[j] = 1;
      fromA.push(b.charAt(j));
      break;
    }
  }
  const matched = fromA.length;
  if (matched === 0) return 0;
  const fromB = [...b].filter((_, j) => taken[j] === 1);
  const outOfOrder = fromA.filter((char, k) => char !== fromB[k]).length;
  return (matched / a.length + matched / b.length + (matched - Math.floor(outOfOrder / 2)) / matched) / 3;
}

/**
 * Damerau-Levenshtein distance in its restricted form (an adjacent swap is one edit, no part is edited twice). Stops at
 * `limit`: any greater distance is answered as limit + 1, so that long names stay cheap.
 */
export function editDistance(a: string, b: string, limit: number): number {
  if (a === b) return 0;
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) row.push(editCell({ a, b, i, j }, { row, last, beforeLast }));
    if (Math.min(...row) > limit) return limit + 1;
    beforeLast = last;
    last = row;
  }
  return Math.min(last[b.length] ?? limit + 1, limit + 1);
}

type Cell = { readonly a: string; readonly b: string; readonly i: number; readonly j: number };
type Rows = {
  readonly row: readonly number[];
  readonly last: readonly number[];
  readonly beforeLast: readonly number[];
};

function editCell({ a, b, i, j }: Cell, { row, last, beforeLast }: Rows): number {
  const at = (cells: readonly number[], index: number) => cells[index] ?? Number.POSITIVE_INFINITY;
  const same = a[i - 1] === b[j - 1];
  const best = Math.min(at(last, j) + 1, at(row, j - 1) + 1, at(last, j - 1) + (same ? 0 : 1));
  const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
  return swapped ? Math.min(best, at(beforeLast, j - 2) + 1) : best;
}
