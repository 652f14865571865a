import type { FlowLedger, TraceMethod } from '../../../src/tracing/index.ts';

/**
 * A second implementation of the methods, written to be obviously right and slow: every part of every account is a fraction
 * of its own, lots are plain arrays, nothing is rounded before it is printed. It knows nothing of compositions, common
 * denominators, checkpoints or bounds.
 */
type Fraction = { readonly n: bigint; readonly d: bigint };

function euclid(a: bigint, b: bigint): bigint {
  let [x, y] = [a, b];
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
}

function fraction(n: bigint, d: bigint): Fraction {
  const common = euclid(n < 0n ? -n : n, d);
  return { n: n / common, d: d / common };
}

const whole = (n: bigint): Fraction => ({ n, d: 1n });
const plus = (a: Fraction, b: Fraction): Fraction => fraction(a.n * b.d + b.n * a.d, a.d * b.d);
const minus = (a: Fraction, b: Fraction): Fraction => plus(a, { n: -b.n, d: b.d });
/** Times n / d, which are short: so is what they have in common with the fraction. */
function times(a: Fraction, n: bigint, d: bigint): Fraction {
  const [x, y] = [euclid(d, a.n % d), euclid(n, a.d % n)];
  const rest = euclid(n / y, d / x);
  return { n: (a.n / x) * (n / y / rest), d: (a.d / y) * (d / x / rest) };
}
const least = (a: Fraction, b: Fraction): Fraction => (a.n * b.d < b.n * a.d ? a : b);
const isPositive = (a: Fraction) => a.n > 0n;

type Lot = { readonly tag: string; readonly amount: Fraction };

/** The sum of lots, which is whole wherever it is asked for. */
function totalOf(lots: readonly Lot[]): Fraction {
  let [n, d] = [0n, 1n];
  for (const { amount } of lots)
    [n, d] = amount.d === d ? [n + amount.n, d] : [n * amount.d + amount.n * d, d * amount.d];
  return whole(n / d);
}

/** Takes an amount off the front of a list of lots. */
function takeFront(lots: readonly Lot[], amount: Fraction): { taken: Lot[]; left: Lot[] } {
  const taken: Lot[] = [];
  const left: Lot[] = [];
  let missing = amount;
  for (const lot of lots) {
    const part = least(lot.amount, missing);
    if (isPositive(part)) taken.push({ tag: lot.tag, amount: part });
    const rest = minus(lot.amount, part);
    if (isPositive(rest)) left.push({ tag: lot.tag, amount: rest });
    missing = minus(missing, part);
  }
  return { taken, left };
}

/** Takes the same share of every lot. */
function takeEvenly(lots: readonly Lot[], amount: Fraction): { taken: Lot[]; left: Lot[] } {
  const { n: all } = totalOf(lots);
  const share = (units: bigint): Lot[] =>
    units === 0n ? [] : lots.map((lot) => ({ ...lot, amount: times(lot.amount, units, all) }));
  return { taken: share(amount.n), left: share(all - amount.n) };
}

function takeClass(lots: readonly Lot[], amount: Fraction, ownFirst: boolean): { taken: Lot[]; left: Lot[] } {
  const isFirst = ({ tag }: Lot) => (tag === 'own') === ownFirst;
  const [first, second] = [lots.filter(isFirst), lots.filter((lot) => !isFirst(lot))];
  const part = least(amount, totalOf(first));
  const [a, b] = [takeEvenly(first, part), takeEvenly(second, minus(amount, part))];
  return { taken: [...a.taken, ...b.taken], left: [...a.left, ...b.left] };
}

/** How each method takes an amount out of lots that stand in the order of their coming. */
const TAKE = {
  fifo: takeFront,
  lifo: (lots: readonly Lot[], amount: Fraction) => {
    const { taken, left } = takeFront(lots.toReversed(), amount);
    return { taken, left: left.reverse() };
  },
  'pro-rata': takeEvenly,
  'taint-last': (lots: readonly Lot[], amount: Fraction) => takeClass(lots, amount, true),
  'taint-first': (lots: readonly Lot[], amount: Fraction) => takeClass(lots, amount, false),
} as const;

/** `libr` is over several accounts `taint-last` (interface 5). */
export type NaiveMethod = Exclude<TraceMethod, 'poison' | 'libr'>;
export const NAIVE_METHODS = Object.keys(TAKE) as NaiveMethod[];

export type NaiveTrace = {
  readonly balances: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly events: Readonly<Record<string, Readonly<Record<string, string>>>>;
};

/** Parts with four places, floored, the largest remainders raised until they add to the whole; ties by tag. */
function printed(lots: readonly Lot[]): Record<string, string> {
  const rows = byTag(lots)
    .filter(({ amount }) => isPositive(amount))
    .map(({ tag, amount: { n, d } }) => ({ tag, floor: (n * 100n) / d, rest: { n: (n * 100n) % d, d } }));
  const total = totalOf(lots).n * 100n;
  let missing = total - rows.reduce((sum, { floor }) => sum + floor, 0n);
  const byRest = rows.toSorted((a, b) => {
    const [x, y] = [a.rest.n * b.rest.d, b.rest.n * a.rest.d];
    return x < y ? 1 : x > y ? -1 : a.tag < b.tag ? -1 : 1;
  });
  const units = new Map(byRest.map((row) => [row.tag, row.floor + (missing-- > 0n ? 1n : 0n)]));
  const text = (n: bigint) =>
    n
      .toString()
      .padStart(5, '0')
      .replace(/(\d{4})$/, '.$1');
  return Object.fromEntries([...units].sort(([a], [b]) => (a < b ? -1 : 1)).map(([tag, n]) => [tag, text(n)]));
}

/** Traces a ledger in which no account is overdrawn, amounts in cents. */
export function traceNaively({ events }: FlowLedger, method: NaiveMethod): NaiveTrace {
  const accounts = new Map<string, readonly Lot[]>();
  const moved: Record<string, Record<string, string>> = {};
  for (const { id, from, to, units, tag } of events) {
    let lots: readonly Lot[] = [{ tag: tag ?? '', amount: whole(units) }];
    if (from !== null) {
      const { taken, left } = TAKE[method](accounts.get(from) ?? [], whole(units));
      accounts.set(from, left);
      lots = taken;
    }
    if (to !== null) accounts.set(to, together([...(accounts.get(to) ?? []), ...lots], method));
    moved[id] = printed(lots);
  }
  const names = [...accounts.keys()].sort();
  return {
    balances: Object.fromEntries(names.map((name) => [name, printed(accounts.get(name) ?? [])])),
    events: moved,
  };
}

/** Where the order of lots plays no part, one lot a tag keeps the list short. */
function together(lots: readonly Lot[], method: NaiveMethod): readonly Lot[] {
  return method === 'fifo' || method === 'lifo' ? lots : byTag(lots);
}

function byTag(lots: readonly Lot[]): Lot[] {
  const sums = new Map<string, Fraction>();
  for (const { tag, amount } of lots) {
    const sum = sums.get(tag);
    sums.set(tag, sum === undefined ? amount : plus(sum, amount));
  }
  return [...sums].map(([tag, amount]) => ({ tag, amount }));
}
