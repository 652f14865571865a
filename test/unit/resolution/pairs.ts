/** Pairwise precision, recall and F1 of a clustering against the truth; both map an item to its group. */
export type PairScore = { readonly precision: number; readonly recall: number; readonly f1: number };

function pairCount(sizes: Iterable<number>): number {
  let pairs = 0;
  for (const size of sizes) pairs += (size * (size - 1)) / 2;
  return pairs;
}

function sizesBy<T>(items: readonly T[], group: (item: T) => string): Iterable<number> {
  const sizes = new Map<string, number>();
  for (const item of items) sizes.set(group(item), (sizes.get(group(item)) ?? 0) + 1);
  return sizes.values();
}

/** Counts pairs by group sizes, so that a million mentions cost no more than reading them. */
export function evaluatePairs<T>(
  items: readonly T[],
  found: (item: T) => string,
  truth: (item: T) => string,
): PairScore {
  const linked = pairCount(sizesBy(items, found));
  const wanted = pairCount(sizesBy(items, truth));
  const right = pairCount(sizesBy(items, (item) => `${found(item)}\n${truth(item)}`));
  const precision = linked === 0 ? 1 : right / linked;
  const recall = wanted === 0 ? 1 : right / wanted;
  return { precision, recall, f1: precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall) };
}
