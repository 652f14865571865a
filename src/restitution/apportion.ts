import { compareText } from '../core/index.ts';
import { type Cents, lesser, sumCents } from './cents.ts';

/** What one person is to get, as a numerator over a denominator that all parts of a sum share. */
export type Part = { readonly id: string; readonly numerator: bigint };
export type Claim = { readonly id: string; readonly owed: Cents };
export type Share = { readonly id: string; readonly amount: Cents };

/**
 * Whole cents for parts that add up to `total` cents exactly: each is floored, then the largest remainders get one cent
 * more, ties by id. Parts must not be negative. In id order.
 */
export function apportion(total: Cents, parts: readonly Part[], denominator: bigint): Share[] {
  const rows = parts.map(({ id, numerator }) => ({
    id,
    floor: numerator / denominator,
    rest: numerator % denominator,
  }));
  const missing = Number(total - sumCents(rows.map(({ floor }) => floor)));
  const byRest = rows.toSorted((a, b) => (a.rest === b.rest ? compareText(a.id, b.id) : a.rest > b.rest ? -1 : 1));
  const raised = new Set(byRest.slice(0, missing).map(({ id }) => id));
  return rows
    .map(({ id, floor }) => ({ id, amount: raised.has(id) ? floor + 1n : floor }))
    .sort((a, b) => compareText(a.id, b.id));
}

/**
 * Splits money over claims in proportion to them (18 USC 3664(i) leaves the method to the court; pro rata is the
 * common one). Nobody gets more than is owed; what exceeds all claims is not given out.
 */
export function splitOver(available: Cents, claims: readonly Claim[]): Share[] {
  const owed = sumCents(claims.map((claim) => claim.owed));
  const given = lesser(available, owed);
  if (given === 0n)
    return apportion(
      0n,
      claims.map(({ id }) => ({ id, numerator: 0n })),
      1n,
    );
  const parts = claims.map((claim) => ({ id: claim.id, numerator: given * claim.owed }));
  return apportion(given, parts, owed);
}
