/**
 * Lowest intermediate balance rule: the holder spends own money first, so a claim falls only when the balance falls
 * below it, and later own deposits do not refill it. Claims on one account share a loss in proportion.
 * Source: In re Hallett (1880); Roscoe v Winder [1915] 1 Ch 62; In re Dameron 155 F.3d 718 (4th Cir. 1998).
 */
import type { Book } from './book.ts';
import { add, bounded, type Composition, EMPTY, lesser, OWN, single, splitProRata } from './composition.ts';

export function openLibr(): Book {
  let own = 0n;
  let claims: Composition = EMPTY;
  let roundings = 0;
  return {
    deposit: (tag, units) => {
      if (tag === OWN) own += units;
      else claims = add(claims, single(tag, units));
    },
    withdraw: (units) => {
      const fromOwn = lesser(units, own);
      const { taken, left } = splitProRata(claims, units - fromOwn);
      const { composition, rounded } = bounded(left);
      own -= fromOwn;
      claims = composition;
      if (rounded) roundings += 1;
      return add(single(OWN, fromOwn), taken);
    },
    holds: () => add(single(OWN, own), claims),
    roundings: () => roundings,
  };
}
