/**
 * Taint-first ("drugs in, first out"): the first withdrawals after a tainted deposit carry it, up to its amount.
 * Source: United States v. Banco Cafetero Panama, 797 F.2d 1154 (2d Cir. 1986). Serves to test whether a bought asset can
 * be called traceable; never beside another method on the same account.
 */
import { type Classes, spending } from './classes.ts';
import type { IsOwn, Method } from './method.ts';

export function taintFirst(isOwn: IsOwn): Method<Classes> {
  return spending('claims', isOwn);
}
