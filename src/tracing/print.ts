import { moneyText } from '../core/index.ts';
import { type Composition, largestRemainder, OWN } from './composition.ts';
import type { TraceMethod } from './method.ts';
import { TOUCHED } from './poison.ts';

/** Decimals that balances and events are printed with (interface 5). */
export const PLACES = 4;

/** Amounts by label as decimal texts. */
export type PrintedParts = Readonly<Record<string, string>>;

export function unitsText(units: bigint, scale: number): string {
  return moneyText({ units, scale, currency: 'XXX' });
}

/**
 * The parts as decimal texts with at least 4 places, by largest remainder at the last, so that the printed parts add
 * exactly to the sum. `scale` is the ledger's.
 */
export function printParts(whole: Composition, scale: number): PrintedParts {
  const decimals = Math.max(PLACES, scale);
  const rows = largestRemainder(whole, 10n ** BigInt(decimals - scale));
  return Object.fromEntries(whole.labels.map((label, at) => [label, unitsText(rows[at] ?? 0n, decimals)]));
}

/** The same as a method shows it: `poison` always says how much is touched and how much is not. */
export function printMoney(method: TraceMethod, whole: Composition, scale: number): PrintedParts {
  const parts = printParts(whole, scale);
  if (method !== 'poison') return parts;
  const zero = unitsText(0n, Math.max(PLACES, scale));
  return { [TOUCHED]: parts[TOUCHED] ?? zero, [OWN]: parts[OWN] ?? zero };
}

type PrintedClaims = {
  readonly units: bigint;
  readonly total: string;
  readonly byTag: PrintedParts;
};

/** What the claims come to, together and by tag, in the ledger's minor units: rounded once, by largest remainder. */
export function printClaims(whole: Composition, scale: number): PrintedClaims {
  const rounded = largestRemainder(whole, 1n);
  const rows = whole.labels.map((tag, at) => [tag, rounded[at] ?? 0n] as const).filter(([tag]) => tag !== OWN);
  const units = rows.reduce((sum, [, part]) => sum + part, 0n);
  return {
    units,
    total: unitsText(units, scale),
    byTag: Object.fromEntries(rows.map(([tag, part]) => [tag, unitsText(part, scale)])),
  };
}
