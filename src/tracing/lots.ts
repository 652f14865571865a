import { compareText } from '../core/index.ts';
import { type Composition, single } from './composition.ts';

/** A sum under one label that came at one time. */
export type Lot = { readonly label: string; readonly units: bigint };

/** Lots as an immutable list: what two accounts or a checkpoint hold is shared and never copied. */
export type Lots = { readonly lot: Lot; readonly rest: Lots } | null;

export function* each(lots: Lots): Generator<Lot> {
  for (let at = lots; at !== null; at = at.rest) yield at.lot;
}

export function put(lot: Lot, rest: Lots): Lots {
  return { lot, rest };
}

export function reversed(lots: Lots): Lots {
  let turned: Lots = null;
  for (const lot of each(lots)) turned = put(lot, turned);
  return turned;
}

/** The one lot of lists that hold no other, as a payment mostly does. */
function onlyLot(lists: readonly Lots[]): Lot | null {
  const [held = null, more] = lists.filter((lots) => lots !== null);
  return held !== null && more === undefined && held.rest === null ? held.lot : null;
}

/** What lots consist of, by label. */
export function sumOfLots(...lists: readonly Lots[]): Composition {
  const only = onlyLot(lists);
  if (only !== null) return single(only.label, only.units);
  const sums = new Map<string, bigint>();
  for (const lots of lists) for (const { label, units } of each(lots)) sums.set(label, (sums.get(label) ?? 0n) + units);
  const byLabel = [...sums].sort(([a], [b]) => compareText(a, b));
  const parts = byLabel.map(([, units]) => units);
  return {
    units: parts.reduce((sum, part) => sum + part, 0n),
    denominator: 1n,
    labels: byLabel.map(([label]) => label),
    parts,
  };
}
