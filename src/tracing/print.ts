import { moneyText } from '../core/index.ts';
import { type Composition, largestRemainder, OWN } from './composition.ts';

/** Decimals that balances and events are printed with (interface 5). */
const PLACES = 4;

function printed(whole: Composition, scale: number, places: number): Record<string, string> {
  const finer = places > scale ? 10n ** BigInt(places - scale) : 1n;
  const decimals = Math.max(places, scale);
  const rows = largestRemainder(whole, finer);
  return Object.fromEntries(
    [...rows].map(([tag, units]) => [tag, moneyText({ units, scale: decimals, currency: 'XXX' })]),
  );
}

/**
 * The parts as decimal texts with at least 4 places, by largest remainder at the last, so that the printed parts add
 * exactly to the balance. `scale` is the ledger's.
 */
export function printParts(whole: Composition, scale: number): Record<string, string> {
  return printed(whole, scale, PLACES);
}

type PrintedClaims = {
  readonly units: bigint;
  readonly total: string;
  readonly byTag: Readonly<Record<string, string>>;
};

/** What the claims come to, together and by tag, in the ledger's minor units: rounded once, by largest remainder. */
export function printClaims(whole: Composition, scale: number): PrintedClaims {
  const rows = [...largestRemainder(whole, 1n)].filter(([tag]) => tag !== OWN);
  const text = (units: bigint): string => moneyText({ units, scale, currency: 'XXX' });
  const units = rows.reduce((sum, [, part]) => sum + part, 0n);
  return { units, total: text(units), byTag: Object.fromEntries(rows.map(([tag, part]) => [tag, text(part)])) };
}
