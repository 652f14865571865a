/** An exact rational number with a positive denominator. Not reduced: the figures of one workweek stay small. */
export type Fraction = { readonly n: bigint; readonly d: bigint };

export const ZERO: Fraction = { n: 0n, d: 1n };

export function whole(n: bigint): Fraction {
  return { n, d: 1n };
}

/** Reads a plain non-negative decimal with at most six decimals ("6.5"); null for any other text. */
export function parseFraction(text: string): Fraction | null {
  const match = /^(\d{1,12})(?:\.(\d{1,6}))?$/.exec(text);
  if (match === null) return null;
  const [, units = '', decimals = ''] = match;
  return { n: BigInt(units + decimals), d: 10n ** BigInt(decimals.length) };
}

export function plus(a: Fraction, b: Fraction): Fraction {
  return a.d === b.d ? { n: a.n + b.n, d: a.d } : { n: a.n * b.d + b.n * a.d, d: a.d * b.d };
}

export function minus(a: Fraction, b: Fraction): Fraction {
  return plus(a, { n: -b.n, d: b.d });
}

export function times(a: Fraction, b: Fraction): Fraction {
  return { n: a.n * b.n, d: a.d * b.d };
}

/** `b` must be above zero. */
export function over(a: Fraction, b: Fraction): Fraction {
  return { n: a.n * b.d, d: a.d * b.n };
}

export function sumOf(parts: Iterable<Fraction>): Fraction {
  let total = ZERO;
  for (const part of parts) total = plus(total, part);
  return total;
}

export function isAbove(a: Fraction, b: Fraction): boolean {
  return a.n * b.d > b.n * a.d;
}

/** The nearest whole number; a half goes up. For figures that are not negative. */
export function halfUp({ n, d }: Fraction): bigint {
  return (2n * n + d) / (2n * d);
}

/** Decimal text with at most `most` places, half up, without trailing zeros beyond `least` places. */
export function decimalText(value: Fraction, least: number, most: number): string {
  const digits = halfUp(times(value, whole(10n ** BigInt(most))))
    .toString()
    .padStart(most + 1, '0');
  const kept = digits.slice(-most).replace(/0+$/, '').padEnd(least, '0');
  return kept === '' ? digits.slice(0, -most) : `${digits.slice(0, -most)}.${kept}`;
}
