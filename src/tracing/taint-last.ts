/**
 * Taint-last: the holder spends own money first, so claims leave an account only when no own money is left in it, and
 * later own money does not refill them. Claims share a loss in proportion.
 * Source: In re Hallett (1880); Boughner v Greyhawk 2013 ONCA 26; detection 4.1.
 */
import { type Classes, spending } from './classes.ts';
import type { IsOwn, Method } from './method.ts';

export function taintLast(isOwn: IsOwn): Method<Classes> {
  return spending('own', isOwn);
}
