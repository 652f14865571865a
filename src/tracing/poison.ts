/**
 * Poison: whatever claimed money has touched is touched, all of it, and stays so, also at a balance of zero. It measures
 * reach and no amount of a claim.
 * Source: Anderson et al. 2018 (crypto taint); sticky as interface 5 says.
 */
import { sortedUnique } from '../core/index.ts';
import { type Composition, OWN, single } from './composition.ts';
import type { IsOwn, Method } from './method.ts';

/** `touchedBy` are the claims that have touched the money, sorted. */
export type Touched = { readonly units: bigint; readonly touchedBy: readonly string[] };

/** The label of touched money in a composition. */
export const TOUCHED = 'touched';

const UNTOUCHED: readonly string[] = [];

function union(a: readonly string[], b: readonly string[]): readonly string[] {
  if (a === b || b.length === 0) return a;
  if (a.length === 0) return b;
  const known = new Set(a);
  return b.every((label) => known.has(label)) ? a : sortedUnique([...a, ...b]);
}

export function poison(isOwn: IsOwn): Method<Touched> {
  return {
    nothing: { units: 0n, touchedBy: UNTOUCHED },
    of: (label, units) => ({ units, touchedBy: isOwn(label) || units === 0n ? UNTOUCHED : [label] }),
    join: (held, arriving) => ({
      whole: { units: held.units + arriving.units, touchedBy: union(held.touchedBy, arriving.touchedBy) },
      roundings: 0,
    }),
    draw: ({ units: all, touchedBy }, units) => ({
      // Also of nothing: what an overdraft lends to a touched account leaves it touched, as later credits do.
      taken: { units, touchedBy },
      left: { units: all - units, touchedBy },
      roundings: 0,
    }),
    composition: ({ units, touchedBy }): Composition => single(touchedBy.length === 0 ? OWN : TOUCHED, units),
    touchedBy: ({ touchedBy }) => touchedBy,
  };
}
