import { type Currency, type Money, minorDigits } from '../core/index.ts';

/** Amounts of one currency as whole numbers of 10^-13 of it (the most decimals a source may state): exact to add and compare. */
export type Ticks = bigint & { readonly __ticks?: never };

const TICK_SCALE = 13;
const FACTORS = Array.from({ length: TICK_SCALE + 1 }, (_, scale) => 10n ** BigInt(TICK_SCALE - scale));

export function ticksOf(money: Money): Ticks {
  return money.units * (FACTORS[money.scale] ?? 1n);
}

/** Whole units of a currency as ticks: `whole(10_000)` is the CTR threshold in dollars. */
export function whole(units: number): Ticks {
  return BigInt(units) * (FACTORS[0] ?? 1n);
}

/** Decimal text with the currency's minor digits, or more where the amount needs them. */
export function amountText(ticks: Ticks, currency: Currency): string {
  const negative = ticks < 0n;
  const digits = (negative ? -ticks : ticks).toString().padStart(TICK_SCALE + 1, '0');
  const fraction = digits.slice(-TICK_SCALE);
  const minor = minorDigits(currency);
  const kept = fraction.slice(0, minor) + fraction.slice(minor).replace(/0+$/, '');
  return `${negative ? '-' : ''}${digits.slice(0, -TICK_SCALE)}${kept === '' ? '' : `.${kept}`}`;
}

/** `part` / `whole` as a number for thresholds; null when the whole is zero: unknown is not zero. */
export function ratio(part: Ticks, total: Ticks): number | null {
  return total === 0n ? null : Number((part * 1_000_000_000n) / total) / 1_000_000_000;
}

export function sumTicks(items: Iterable<{ readonly amount: Ticks }>): Ticks {
  let total = 0n;
  for (const item of items) total += item.amount;
  return total;
}
