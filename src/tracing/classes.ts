import { type Composition, join, joinBounded, lesser, NOTHING, single, splitProRata } from './composition.ts';
import type { IsOwn, Method } from './method.ts';

/** Own money and claims kept apart. The sum of each class is whole; inside a class parts share in proportion. */
export type Classes = { readonly units: bigint; readonly own: Composition; readonly claims: Composition };

const together = (own: Composition, claims: Composition): Classes => ({ units: own.units + claims.units, own, claims });

/** A method that spends one class before it touches the other. */
export function spending(first: 'own' | 'claims', isOwn: IsOwn): Method<Classes> {
  return {
    nothing: together(NOTHING, NOTHING),
    of: (label, units) =>
      isOwn(label) ? together(single(label, units), NOTHING) : together(NOTHING, single(label, units)),
    join: (held, arriving) => {
      const own = joinBounded(held.own, arriving.own);
      const claims = joinBounded(held.claims, arriving.claims);
      return { whole: together(own.whole, claims.whole), roundings: own.roundings + claims.roundings };
    },
    draw: ({ own, claims }, units) => {
      const fromFirst = lesser(units, first === 'own' ? own.units : claims.units);
      const ownPart = splitProRata(own, first === 'own' ? fromFirst : units - fromFirst);
      const claimPart = splitProRata(claims, first === 'own' ? units - fromFirst : fromFirst);
      return {
        taken: together(ownPart.taken, claimPart.taken),
        left: together(ownPart.left, claimPart.left),
        roundings: ownPart.roundings + claimPart.roundings,
      };
    },
    composition: ({ own, claims }) => join(own, claims),
  };
}
