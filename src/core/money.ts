import { failure } from './errors.ts';
import { err, ok, type Result } from './result.ts';

/** ISO 4217 alphabetic code. */
export type Currency = string & { readonly __currency?: never };

/**
 * An exact amount: `units` / 10^`scale` of a currency. `scale` is the currency's own minor digits, or more when the
 * source stated more decimals (interface 2: at most 13 decimals and 30 digits, computed at that scale and flagged).
 */
export type Money = { readonly units: bigint; readonly scale: number; readonly currency: Currency };

export const MAX_DECIMALS = 13;
export const MAX_DIGITS = 30;

/** ISO 4217 minor digits that differ from two. */
const MINOR_DIGITS: Readonly<Record<string, number>> = {
  BHD: 3,
  BIF: 0,
  CLF: 4,
  CLP: 0,
  DJF: 0,
  GNF: 0,
  IQD: 3,
  ISK: 0,
  JOD: 3,
  JPY: 0,
  KMF: 0,
  KRW: 0,
  KWD: 3,
  LYD: 3,
  OMR: 3,
  PYG: 0,
  RWF: 0,
  TND: 3,
  UGX: 0,
  UYI: 0,
  UYW: 4,
  VND: 0,
  VUV: 0,
  XAF: 0,
  XOF: 0,
  XPF: 0,
};

export function minorDigits(currency: Currency): number {
  return MINOR_DIGITS[currency] ?? 2;
}

export function isCurrency(text: string): text is Currency {
  return /^[A-Z]{3}$/.test(text);
}

/**
 * Reads a plain decimal ("1234.5", "-0.07"). Exponents, signs other than "-", group marks and blanks are refused,
 * because a guess about an amount is a wrong figure in an affidavit.
 */
export function parseMoney(text: string, currency: Currency): Result<Money> {
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text);
  if (match === null) return err(failure('BAD_AMOUNT', `amount "${text.slice(0, 40)}" is not a plain decimal`));
  const [, sign = '', whole = '', written = ''] = match;
  const digits = minorDigits(currency);
  const fraction = written.length > digits ? written : written.padEnd(digits, '0');
  if (written.length > MAX_DECIMALS || whole.length + fraction.length > MAX_DIGITS) {
    return err(failure('BAD_AMOUNT', `amount has more than ${MAX_DECIMALS} decimals or ${MAX_DIGITS} digits`));
  }
  return ok({ units: BigInt(`${sign}${whole}${fraction}`), scale: fraction.length, currency });
}

/** The decimal text of an amount, with all digits of its scale: "1234.50". */
export function moneyText(money: Money): string {
  const negative = money.units < 0n;
  const digits = (negative ? -money.units : money.units).toString().padStart(money.scale + 1, '0');
  const cut = digits.length - money.scale;
  const fraction = money.scale === 0 ? '' : `.${digits.slice(cut)}`;
  return `${negative ? '-' : ''}${digits.slice(0, cut)}${fraction}`;
}

/** A plain decimal as people read it, in groups of three: "1234567.50" -> "1,234,567.50". */
export function grouped(decimal: string): string {
  const [whole = '', fraction] = decimal.split('.');
  const groups = whole.replaceAll(/\B(?=(\d{3})+(?!\d))/g, ',');
  return fraction === undefined ? groups : `${groups}.${fraction}`;
}

/** An amount in a sentence: "1,234,567.50 USD". */
export function readableMoney(money: Money): string {
  return `${grouped(moneyText(money))} ${money.currency}`;
}

/** Whether the source stated more decimals than the currency has. */
export function hasExcessDecimals(money: Money): boolean {
  return money.scale > minorDigits(money.currency);
}

export function zeroMoney(currency: Currency): Money {
  return { units: 0n, scale: minorDigits(currency), currency };
}

function aligned(a: Money, b: Money): { x: bigint; y: bigint; scale: number } {
  if (a.currency !== b.currency) throw new TypeError(`money of two currencies: ${a.currency} and ${b.currency}`);
  if (a.scale === b.scale) return { x: a.units, y: b.units, scale: a.scale };
  const scale = Math.max(a.scale, b.scale);
  return { x: a.units * 10n ** BigInt(scale - a.scale), y: b.units * 10n ** BigInt(scale - b.scale), scale };
}

export function addMoney(a: Money, b: Money): Money {
  const { x, y, scale } = aligned(a, b);
  return { units: x + y, scale, currency: a.currency };
}

export function subtractMoney(a: Money, b: Money): Money {
  const { x, y, scale } = aligned(a, b);
  return { units: x - y, scale, currency: a.currency };
}

export function compareMoney(a: Money, b: Money): -1 | 0 | 1 {
  const { x, y } = aligned(a, b);
  return x < y ? -1 : x > y ? 1 : 0;
}

/** Sum of amounts of one currency; the empty sum is zero. */
export function sumMoney(amounts: Iterable<Money>, currency: Currency): Money {
  let total = zeroMoney(currency);
  for (const amount of amounts) total = addMoney(total, amount);
  return total;
}

/** `part` / `whole` as a number for thresholds and sorting; null when the whole is zero: unknown is not zero. */
export function moneyRatio(part: Money, whole: Money): number | null {
  const { x, y } = aligned(part, whole);
  return y === 0n ? null : Number((x * 1_000_000n) / y) / 1_000_000;
}
