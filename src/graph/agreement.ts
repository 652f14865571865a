import type { Partition } from './partition.ts';

/** How the nodes of two partitions of the same nodes fall together: sizes of each side and of each overlap. */
type Overlap = {
  readonly n: number;
  readonly left: Float64Array;
  readonly right: Float64Array;
  readonly both: number[];
};

function overlapOf(a: Partition, b: Partition): Overlap {
  if (a.labels.length !== b.labels.length) {
    throw new RangeError(`two partitions of ${a.labels.length} and ${b.labels.length} nodes cannot be compared`);
  }
  const left = new Float64Array(a.count);
  const right = new Float64Array(b.count);
  const cells = new Map<number, number>();
  for (let v = 0; v < a.labels.length; v++) {
    const i = a.labels[v] as number;
    const j = b.labels[v] as number;
    left[i] = (left[i] as number) + 1;
    right[j] = (right[j] as number) + 1;
    const cell = i * b.count + j;
    cells.set(cell, (cells.get(cell) ?? 0) + 1);
  }
  return { n: a.labels.length, left, right, both: [...cells.values()] };
}

const pairs = (size: number): number => (size * (size - 1)) / 2;

/**
 * Adjusted Rand index: agreement on pairs of nodes, corrected for chance; 1 is equality, about 0 is chance.
 * Two equal trivial partitions (all together, all apart) give 1. Hubert and Arabie, J. Classification 2, 1985.
 */
export function adjustedRandIndex(a: Partition, b: Partition): number {
  const { n, left, right, both } = overlapOf(a, b);
  const sum = (sizes: Iterable<number>) => {
    let total = 0;
    for (const size of sizes) total += pairs(size);
    return total;
  };
  const agreed = sum(both);
  const inLeft = sum(left);
  const inRight = sum(right);
  const expected = n < 2 ? 0 : (inLeft * inRight) / pairs(n);
  const most = (inLeft + inRight) / 2;
  return most === expected ? 1 : (agreed - expected) / (most - expected);
}

/**
 * Normalised mutual information 2 I(A;B) / (H(A) + H(B)), the arithmetic-mean normalisation, in 0 .. 1; 1 where both
 * partitions have a single community. Not corrected for chance: many small communities raise it.
 * Danon et al., J. Stat. Mech. P09008 (2005).
 */
export function normalisedMutualInformation(a: Partition, b: Partition): number {
  const { n, left, right, both } = overlapOf(a, b);
  const entropy = (sizes: Iterable<number>) => {
    let sum = 0;
    for (const size of sizes) if (size > 0) sum -= (size / n) * Math.log(size / n);
    return sum;
  };
  const separate = entropy(left) + entropy(right);
  return separate === 0 ? 1 : (2 * (separate - entropy(both))) / separate;
}
