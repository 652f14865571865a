import { type Failure, moneyText, parseMoney, type Result } from '../core/index.ts';

/** US dollars in whole cents. Restitution is ordered in cents, so an amount with a part of a cent is not one. */
export type Cents = bigint;

/** Reads a decimal of dollars with at most two places that is not negative; null where it is not one. */
export function parseCents(text: string): Cents | null {
  const money: Result<{ readonly units: bigint; readonly scale: number }, Failure> = parseMoney(text, 'USD');
  return money.ok && money.value.scale === 2 && money.value.units >= 0n ? money.value.units : null;
}

export function centsText(cents: Cents): string {
  return moneyText({ units: cents, scale: 2, currency: 'USD' });
}

export function sumCents(amounts: Iterable<Cents>): Cents {
  let total = 0n;
  for (const amount of amounts) total += amount;
  return total;
}

export function lesser(a: Cents, b: Cents): Cents {
  return a < b ? a : b;
}

export function greater(a: Cents, b: Cents): Cents {
  return a > b ? a : b;
}
