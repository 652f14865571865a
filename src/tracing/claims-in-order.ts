import { type Composition, largestRemainder, OWN } from './composition.ts';
import { isOwnTag, outset, tagOf } from './course.ts';
import type { Flow } from './flows.ts';
import { flowsOf, type Ledger, THE_ACCOUNT } from './ledger.ts';
import { TRACE_METHODS, type TraceMethod } from './method.ts';
import { withMethod } from './methods.ts';
import { PLACES, unitsText } from './print.ts';
import { type LabelOf, Walker } from './walk.ts';

/** One method over one account: the claims that each movement carried, at least 4 places, and what is left of them. */
export type MethodClaims = { readonly moved: readonly string[]; readonly left: string };

const CLAIMED = 'claimed';

const claimedOrOwn: LabelOf = (event) => (isOwnTag(tagOf(event)) ? OWN : CLAIMED);

/** What of a composition is claimed, in 1 / `finer` of a unit, as its parts are printed (interface 5). */
function claimedIn(whole: Composition, finer: bigint): bigint {
  const own = whole.labels.indexOf(OWN);
  if (own === -1) return whole.units * finer;
  const printed = whole.denominator === 1n ? (whole.parts[own] ?? 0n) * finer : largestRemainder(whole, finer)[own];
  return whole.units * finer - (printed ?? 0n);
}

function claimsBy(name: TraceMethod, events: readonly Flow[], { opening, scale }: Ledger): MethodClaims {
  const labelOf = name === 'pro-rata' ? tagOf : claimedOrOwn;
  const places = Math.max(PLACES, scale);
  const finer = 10n ** BigInt(places - scale);
  return withMethod(name, isOwnTag, (method) => {
    const walker = new Walker(method, labelOf, outset(method, new Map([[THE_ACCOUNT, opening ?? 0n]])));
    const moved = events.map((event) => unitsText(claimedIn(method.composition(walker.apply(event)), finer), places));
    return { moved, left: unitsText(claimedIn(method.composition(walker.held(THE_ACCOUNT)), 1n), scale) };
  });
}

/**
 * The claims of one account by every method, the movements in the very order given: no ties are looked for and none is
 * put otherwise. For whoever makes a trace again whose order is known. An unknown opening is zero.
 *
 * Of all methods but `pro-rata` the sum of the claims is a whole number of units that does not depend on how many they are
 * (lots are taken by age, classes by what is own), so there they are walked as one. `libr` on one account is `taint-last`.
 */
export function claimsInOrder(ledger: Ledger): Readonly<Record<TraceMethod, MethodClaims>> {
  const events = flowsOf(ledger);
  const lowest = claimsBy('taint-last', events, ledger);
  const found = TRACE_METHODS.map((name) => {
    const isLowest = name === 'libr' || name === 'taint-last';
    return [name, isLowest ? lowest : claimsBy(name, events, ledger)] as const;
  });
  return Object.fromEntries(found) as Record<TraceMethod, MethodClaims>;
}
