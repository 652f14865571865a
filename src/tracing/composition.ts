import { compareText } from '../core/index.ts';

/** The tag of money that no claim reaches. Every other tag is a claim. */
export const OWN = 'own';

/**
 * What a sum of money consists of: `parts[tag] / denominator` minor units each. One denominator for all parts, so that
 * the parts add to the sum exactly, whatever has been divided before (interface 5: exact rationals).
 */
export type Composition = { readonly denominator: bigint; readonly parts: ReadonlyMap<string, bigint> };

export const EMPTY: Composition = { denominator: 1n, parts: new Map() };

/** Past this size a composition is rounded to 10^-12 of a minor unit (interface 5). */
const MAX_BITS = 4096;
const ROUNDED_DENOMINATOR = 1_000_000_000_000n;

/** The smaller of two amounts of minor units. */
export function lesser(a: bigint, b: bigint): bigint {
  return a < b ? a : b;
}

function gcd(a: bigint, b: bigint): bigint {
  let [x, y] = [a, b];
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
}

/** Lowest terms, tags in code-unit order, no zero parts: equal money has an equal form. */
function normal(denominator: bigint, parts: Iterable<readonly [string, bigint]>): Composition {
  const kept = [...parts].filter(([, amount]) => amount !== 0n).sort(([a], [b]) => compareText(a, b));
  const divisor = kept.reduce((acc, [, amount]) => gcd(acc, amount), denominator);
  return { denominator: denominator / divisor, parts: new Map(kept.map(([tag, amount]) => [tag, amount / divisor])) };
}

export function single(tag: string, units: bigint): Composition {
  return normal(1n, [[tag, units]]);
}

/** Sum in minor units; whole by construction, because deposits and withdrawals are whole. */
function totalUnits({ denominator, parts }: Composition): bigint {
  let sum = 0n;
  for (const amount of parts.values()) sum += amount;
  return sum / denominator;
}

export function add(a: Composition, b: Composition): Composition {
  const parts = new Map([...a.parts].map(([tag, amount]) => [tag, amount * b.denominator]));
  for (const [tag, amount] of b.parts) parts.set(tag, (parts.get(tag) ?? 0n) + amount * a.denominator);
  return normal(a.denominator * b.denominator, parts);
}

/** Splits off `units` in proportion to the parts. `units` must not exceed the total. */
export function splitProRata(whole: Composition, units: bigint): { taken: Composition; left: Composition } {
  const total = totalUnits(whole);
  if (total === 0n) return { taken: EMPTY, left: whole };
  const share = (numerator: bigint): Composition =>
    normal(
      whole.denominator * total,
      [...whole.parts].map(([tag, amount]) => [tag, amount * numerator] as const),
    );
  return { taken: share(units), left: share(total - units) };
}

/**
 * Whole multiples of 1 / `denominator` that stand for the parts and add exactly to `total` (in the same multiples):
 * each part is floored, then the largest remainders get one more, ties by tag.
 */
export function largestRemainder(whole: Composition, denominator: bigint): ReadonlyMap<string, bigint> {
  const rows = [...whole.parts].map(([tag, amount]) => {
    const scaled = amount * denominator;
    return { tag, floor: scaled / whole.denominator, rest: scaled % whole.denominator };
  });
  const missing = Number(totalUnits(whole) * denominator - rows.reduce((sum, row) => sum + row.floor, 0n));
  const byRest = rows.toSorted((a, b) => (a.rest === b.rest ? compareText(a.tag, b.tag) : a.rest > b.rest ? -1 : 1));
  const raised = new Set(byRest.slice(0, missing).map(({ tag }) => tag));
  return new Map(rows.map(({ tag, floor }) => [tag, raised.has(tag) ? floor + 1n : floor]));
}

/** Keeps a composition within 4,096 bits. `rounded` says whether exactness was given up here. */
export function bounded(whole: Composition): { composition: Composition; rounded: boolean } {
  if (whole.denominator.toString(2).length <= MAX_BITS) return { composition: whole, rounded: false };
  const parts = largestRemainder(whole, ROUNDED_DENOMINATOR);
  return { composition: normal(ROUNDED_DENOMINATOR, parts), rounded: true };
}
