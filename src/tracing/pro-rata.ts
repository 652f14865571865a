/**
 * Rolling pro rata ("North American" rule): each withdrawal takes from every contributor in proportion to what the
 * account then holds of theirs.
 * Source: In re Walter J. Schmidt, 298 F. 314 (S.D.N.Y. 1923); Barlow Clowes v Vaughan [1992] 4 All ER 22.
 */
import { type Composition, joinBounded, NOTHING, single, splitProRata } from './composition.ts';
import type { Method } from './method.ts';

export function proRata(): Method<Composition> {
  return {
    nothing: NOTHING,
    of: single,
    join: joinBounded,
    draw: splitProRata,
    composition: (money) => money,
  };
}
