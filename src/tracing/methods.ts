import { firstInFirstOut } from './fifo.ts';
import { lowestBalance } from './libr.ts';
import { lastInFirstOut } from './lifo.ts';
import type { IsOwn, Method, TraceMethod } from './method.ts';
import { poison } from './poison.ts';
import { proRata } from './pro-rata.ts';
import { taintFirst } from './taint-first.ts';
import { taintLast } from './taint-last.ts';

/** Gives a method by its name to `use`, whatever type its money has. */
export function withMethod<R>(
  name: TraceMethod,
  isOwn: IsOwn,
  use: <Money extends { readonly units: bigint }>(method: Method<Money>) => R,
): R {
  switch (name) {
    case 'libr':
      return use(lowestBalance(isOwn));
    case 'fifo':
      return use(firstInFirstOut());
    case 'lifo':
      return use(lastInFirstOut());
    case 'pro-rata':
      return use(proRata());
    case 'taint-first':
      return use(taintFirst(isOwn));
    case 'taint-last':
      return use(taintLast(isOwn));
    case 'poison':
      return use(poison(isOwn));
  }
}
