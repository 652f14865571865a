import { compareText } from '../core/index.ts';
import { apportion, type Share, splitOver } from './apportion.ts';
import { type Cents, centsText, greater, lesser, sumCents } from './cents.ts';
import type { Pool } from './file.ts';
import { type Warning, warning } from './warning.ts';

export type PoolLine = {
  readonly rule: Pool['rule'];
  readonly recovered: string;
  readonly paid: Readonly<Record<string, string>>;
  /** What exceeds the losses of all: nobody is paid above a loss. */
  readonly left: string;
};

type Stake = { readonly id: string; readonly invested: Cents; readonly withdrawn: Cents; readonly loss: Cents };

function stakesOf({ invested, withdrawn }: Pool): Stake[] {
  return [...invested]
    .map(([id, amount]) => {
      const back = withdrawn.get(id) ?? 0n;
      return { id, invested: amount, withdrawn: back, loss: greater(0n, amount - back) };
    })
    .sort((a, b) => compareText(a.id, b.id));
}

/** Each in proportion to what they lost. */
function netLoss(stakes: readonly Stake[], money: Cents): Share[] {
  return splitOver(
    money,
    stakes.map(({ id, loss }) => ({ id, owed: loss })),
  );
}

/** Those reached when the tide stands so high that `money` is given out: they have least back for what they put in. */
function reached(stakes: readonly Stake[], money: Cents): Stake[] {
  const lowestFirst = stakes
    .filter(({ invested }) => invested > 0n)
    .toSorted((a, b) => {
      const [x, y] = [a.withdrawn * b.invested, b.withdrawn * a.invested];
      return x === y ? compareText(a.id, b.id) : x < y ? -1 : 1;
    });
  let [put, back] = [0n, 0n];
  // The tide over those reached so far stands at (money + back) / put: who stands above it, and so all after, stay dry.
  const dry = lowestFirst.findIndex(({ invested, withdrawn }, index) => {
    if (index > 0 && (money + back) * invested <= withdrawn * put) return true;
    put += invested;
    back += withdrawn;
    return false;
  });
  return dry === -1 ? lowestFirst : lowestFirst.slice(0, dry);
}

/**
 * Rising tide (SEC v. Huber, 702 F.3d 903 (7th Cir. 2012)): withdrawals count as money already recovered, and whoever has
 * the least back for what they put in is paid first. Finds a with sum of max(0, a x invested - withdrawn) = money.
 */
function risingTide(stakes: readonly Stake[], money: Cents): Share[] {
  const wet = reached(stakes, money);
  const put = sumCents(wet.map(({ invested }) => invested));
  const back = sumCents(wet.map(({ withdrawn }) => withdrawn));
  const isWet = new Set(wet.map(({ id }) => id));
  if (put === 0n) return stakes.map(({ id }) => ({ id, amount: 0n }));
  const parts = stakes.map(({ id, invested, withdrawn }) => ({
    id,
    numerator: isWet.has(id) ? (money + back) * invested - withdrawn * put : 0n,
  }));
  return apportion(money, parts, put);
}

/** Each in proportion to what they put in, whatever they got back; what would exceed a loss goes to the others. */
function proRata(stakes: readonly Stake[], money: Cents): Share[] {
  let full: ReadonlySet<string> = new Set();
  for (;;) {
    const open = stakes.filter(({ id }) => !full.has(id));
    const kept = sumCents(stakes.filter(({ id }) => full.has(id)).map(({ loss }) => loss));
    const weights = open.map(({ id, invested }) => ({ id, numerator: (money - kept) * invested }));
    const total = sumCents(open.map(({ invested }) => invested));
    const shares = total === 0n ? [] : apportion(money - kept, weights, total);
    const amounts = new Map(shares.map(({ id, amount }) => [id, amount]));
    const over = open.filter(({ id, loss }) => (amounts.get(id) ?? 0n) > loss);
    if (over.length === 0)
      return stakes.map(({ id, loss }) => ({ id, amount: full.has(id) ? loss : (amounts.get(id) ?? 0n) }));
    full = new Set([...full, ...over.map(({ id }) => id)]);
  }
}

const RULES: Readonly<Record<Pool['rule'], (stakes: readonly Stake[], money: Cents) => Share[]>> = {
  'rising-tide': risingTide,
  'net-loss': netLoss,
  'pro-rata': proRata,
};

/** Divides what was recovered of a pool among those who paid into it. The shares add up to what is given out. */
export function poolLine(pool: Pool): { readonly line: PoolLine; readonly warnings: readonly Warning[] } {
  const stakes = stakesOf(pool);
  const lost = sumCents(stakes.map(({ loss }) => loss));
  const money = lesser(pool.recovered, lost);
  const shares = RULES[pool.rule](stakes, money);
  return {
    line: {
      rule: pool.rule,
      recovered: centsText(pool.recovered),
      paid: Object.fromEntries(shares.map(({ id, amount }) => [id, centsText(amount)])),
      left: centsText(pool.recovered - money),
    },
    warnings:
      pool.recovered > lost
        ? [warning('POOL_EXCEEDS_LOSS', 'more was recovered than all lost: the rest is kept back')]
        : [],
  };
}
