/**
 * Rolling pro rata ("North American" rule): each withdrawal takes from every contributor in proportion to what the
 * account then holds of theirs.
 * Source: In re Walter J. Schmidt, 298 F. 314 (S.D.N.Y. 1923); Barlow Clowes v Vaughan [1992] 4 All ER 22.
 */
import type { Book } from './book.ts';
import { add, bounded, type Composition, EMPTY, single, splitProRata } from './composition.ts';

export function openProRata(): Book {
  let held: Composition = EMPTY;
  let roundings = 0;
  return {
    deposit: (tag, units) => {
      held = add(held, single(tag, units));
    },
    withdraw: (units) => {
      const { taken, left } = splitProRata(held, units);
      const { composition, rounded } = bounded(left);
      held = composition;
      if (rounded) roundings += 1;
      return taken;
    },
    holds: () => held,
    roundings: () => roundings,
  };
}
