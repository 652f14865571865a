/** How what was found agrees with what is there. `right` of `found` were to be found, and `hit` of `planted` were found. */
export type Agreement = {
  readonly found: number;
  readonly right: number;
  readonly planted: number;
  readonly hit: number;
  /** right / found; of nothing found it is 1. */
  readonly precision: number;
  /** hit / planted; of nothing planted it is 1. */
  readonly recall: number;
  /** The harmonic mean of the two; 0 when both are. */
  readonly f1: number;
};

type Counts = Pick<Agreement, 'found' | 'right' | 'planted' | 'hit'>;

export function agreement({ found, right, planted, hit }: Counts): Agreement {
  const precision = found === 0 ? 1 : right / found;
  const recall = planted === 0 ? 1 : hit / planted;
  const f1 = precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall);
  return { found, right, planted, hit, precision, recall, f1 };
}

export function sharedBy(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  return [...a].filter((item) => b.has(item)).length;
}

/** What two sets have in common as a share of what either holds (Jaccard); of two empty ones it is 0. */
export function jaccard(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const shared = sharedBy(a, b);
  return shared === 0 ? 0 : shared / (a.size + b.size - shared);
}
