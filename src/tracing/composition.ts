import { compareText } from '../core/index.ts';
import { bitsOf, gcd } from './gcd.ts';

/** The tag of money that no claim reaches. Every other tag is a claim. */
export const OWN = 'own';

/**
 * What a sum of money consists of: `parts[i] / denominator` minor units with the label `labels[i]`. One denominator for
 * all parts, so that they add to `units` exactly, whatever has been divided before (interface 5: exact rationals).
 * Always in lowest terms, labels in code-unit order, no zero parts: equal money has an equal form.
 */
export type Composition = {
  readonly units: bigint;
  readonly denominator: bigint;
  readonly labels: readonly string[];
  readonly parts: readonly bigint[];
};

export const NOTHING: Composition = { units: 0n, denominator: 1n, labels: [], parts: [] };

/** Past this many bits of the denominator a composition is rounded to 10^-12 of a minor unit (interface 5). */
const MAX_BITS = 4096;
const MAX_DENOMINATOR = 2n ** BigInt(MAX_BITS) - 1n;
const ROUNDED_DENOMINATOR = 1_000_000_000_000n;

/** The smaller of two amounts of minor units. */
export function lesser(a: bigint, b: bigint): bigint {
  return a < b ? a : b;
}

export function single(label: string, units: bigint): Composition {
  return units === 0n ? NOTHING : { units, denominator: 1n, labels: [label], parts: [units] };
}

/** What divides `start` and all parts. */
function commonDivisor(start: bigint, parts: readonly bigint[]): bigint {
  let common = start;
  for (const part of parts) {
    if (common === 1n) break;
    common = gcd(common, part % common);
  }
  return common;
}

const dividedBy = (parts: readonly bigint[], divisor: bigint): readonly bigint[] =>
  divisor === 1n ? parts : parts.map((part) => part / divisor);

/**
 * Both sums together, exactly. Their denominators d and e being in lowest terms, only a divisor of gcd(d, e) can be common
 * to the sum (Knuth, 4.5.1), which is short as a rule; so lowest terms are kept without a division of long numbers.
 */
export function join(a: Composition, b: Composition): Composition {
  if (a.units === 0n) return b;
  if (b.units === 0n) return a;
  return joinOver(a, b, sharedDivisor(a.denominator, b.denominator, 1n));
}

function sharedDivisor(d: bigint, e: bigint, floor: bigint): bigint {
  return d === 1n || e === 1n ? 1n : gcd(d, e, floor);
}

function joinOver(a: Composition, b: Composition, shared: bigint): Composition {
  const [toA, toB] = [b.denominator / shared, a.denominator / shared];
  const { labels, parts } = merged({ ...a, parts: times(a.parts, toA) }, { ...b, parts: times(b.parts, toB) });
  const common = commonDivisor(shared, parts);
  return {
    units: a.units + b.units,
    denominator: (a.denominator * toA) / common,
    labels,
    parts: dividedBy(parts, common),
  };
}

/** Two sums of money made one, and how many compositions had to be rounded for it. */
export type Joined<Money> = { readonly whole: Money; readonly roundings: number };

/**
 * Both sums together within 4,096 bits. The denominator of the sum is at least d x e / gcd(d, e)^2: when gcd(d, e) is known
 * to be too small for the bound, both sides are rounded before they are added, and the long sum is never made.
 */
export function joinBounded(a: Composition, b: Composition): Joined<Composition> {
  if (a.units === 0n || b.units === 0n) return { whole: join(a, b), roundings: 0 };
  // With whole money, as a credit is, the denominator stays: to measure how long it is would cost more than the sum.
  const longest = a.denominator === 1n ? b.denominator : a.denominator;
  if ((a.denominator === 1n || b.denominator === 1n) && longest <= MAX_DENOMINATOR)
    return { whole: joinOver(a, b, 1n), roundings: 0 };
  const needed = leastUseful(a.denominator, b.denominator);
  const shared = sharedDivisor(a.denominator, b.denominator, needed);
  if (shared >= needed) return bounded(joinOver(a, b, shared));
  const [x, y] = [rounded(a), rounded(b)];
  return { whole: join(x, y), roundings: Number(x !== a) + Number(y !== b) };
}

/** The least common divisor of two denominators with which their sum may be within the bound. */
function leastUseful(d: bigint, e: bigint): bigint {
  // bitsOf may be three too many for each, and a product has one bit less than its factors together.
  const excess = bitsOf(d) + bitsOf(e) - 8 - MAX_BITS;
  return excess > 1 ? 1n << BigInt(excess >> 1) : 1n;
}

const times = (parts: readonly bigint[], factor: bigint): readonly bigint[] =>
  factor === 1n ? parts : parts.map((part) => part * factor);

type Parts = Pick<Composition, 'labels' | 'parts'>;

/** Parts over one denominator put together, those of one label added. */
function merged(a: Parts, b: Parts): Parts {
  // Where accounts pay each other for long, all hold money of everyone.
  if (a.labels.length === b.labels.length && a.labels.every((label, at) => label === b.labels[at]))
    return { labels: a.labels, parts: a.parts.map((part, at) => part + (b.parts[at] ?? 0n)) };
  const labels: string[] = [];
  const parts: bigint[] = [];
  let [i, j] = [0, 0];
  while (i < a.labels.length || j < b.labels.length) {
    const [x, y] = [a.labels[i], b.labels[j]];
    const order = x === undefined ? 1 : y === undefined ? -1 : compareText(x, y);
    labels.push(order <= 0 ? (x ?? '') : (y ?? ''));
    parts.push((order <= 0 ? (a.parts[i] ?? 0n) : 0n) + (order >= 0 ? (b.parts[j] ?? 0n) : 0n));
    if (order <= 0) i += 1;
    if (order >= 0) j += 1;
  }
  return { labels, parts };
}

/** Money split in two, and how many compositions had to be rounded for it. */
export type Split<Money> = { readonly taken: Money; readonly left: Money; readonly roundings: number };

/** Splits off `units` in proportion to the parts; what is left stays within 4,096 bits. `units` must not exceed the whole. */
export function splitProRata(whole: Composition, units: bigint): Split<Composition> {
  if (units === 0n) return { taken: NOTHING, left: whole, roundings: 0 };
  if (units === whole.units) return { taken: whole, left: NOTHING, roundings: 0 };
  const [label, second] = whole.labels;
  if (label !== undefined && second === undefined)
    return { taken: single(label, units), left: single(label, whole.units - units), roundings: 0 };
  // Whatever divides all parts divides their sum and, in lowest terms, not the denominator: so it divides the units.
  const content = commonDivisor(whole.units, whole.parts);
  const { whole: left, roundings } = bounded(fraction(whole, whole.units - units, content));
  return { taken: fraction(whole, units, content), left, roundings };
}

/** `units` of the whole, in lowest terms: parts times units over denominator times the whole. */
function fraction(
  { units: all, denominator, labels, parts }: Composition,
  units: bigint,
  content: bigint,
): Composition {
  const grown = denominator * all;
  const common = gcd(grown, content * units);
  const ofUnits = gcd(units, common);
  const ofParts = common / ofUnits;
  return {
    units,
    denominator: grown / common,
    labels,
    parts: times(dividedBy(parts, ofParts), units / ofUnits),
  };
}

/**
 * Whole multiples of 1 / `denominator` that stand for the parts and add exactly to the sum (in the same multiples): each
 * part is floored, then the largest remainders get one more, ties by label.
 */
export function largestRemainder(whole: Composition, denominator: bigint): readonly bigint[] {
  if (whole.denominator === 1n) return times(whole.parts, denominator);
  const rows = whole.parts.map((part, at) => {
    const scaled = part * denominator;
    const floor = scaled / whole.denominator;
    return { at, floor, rest: scaled - floor * whole.denominator };
  });
  const missing = Number(whole.units * denominator - rows.reduce((sum, { floor }) => sum + floor, 0n));
  const byRest = rows.toSorted((a, b) => (a.rest === b.rest ? a.at - b.at : a.rest > b.rest ? -1 : 1));
  const raised = new Set(byRest.slice(0, missing).map(({ at }) => at));
  return rows.map(({ at, floor }) => (raised.has(at) ? floor + 1n : floor));
}

function bounded(whole: Composition): Joined<Composition> {
  return whole.denominator <= MAX_DENOMINATOR ? { whole, roundings: 0 } : { whole: rounded(whole), roundings: 1 };
}

/** Each part to less than 10^-12 of a minor unit, the sum unchanged; the same object when it is no finer than that. */
function rounded(whole: Composition): Composition {
  if (ROUNDED_DENOMINATOR % whole.denominator === 0n) return whole;
  const amounts = largestRemainder(whole, ROUNDED_DENOMINATOR);
  const kept = whole.labels.map((label, at) => ({ label, part: amounts[at] ?? 0n })).filter(({ part }) => part !== 0n);
  const parts = kept.map(({ part }) => part);
  const common = commonDivisor(ROUNDED_DENOMINATOR, parts);
  return {
    units: whole.units,
    denominator: ROUNDED_DENOMINATOR / common,
    labels: kept.map(({ label }) => label),
    parts: dividedBy(parts, common),
  };
}
