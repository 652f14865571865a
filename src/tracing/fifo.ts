/**
 * First in, first out: a withdrawal takes the oldest money still in the account.
 * Source: Devaynes v Noble (Clayton's Case), 1816; disfavoured between victims (In re Walter J. Schmidt, 298 F. 314).
 */
import type { Book } from './book.ts';
import { add, type Composition, EMPTY, lesser, single } from './composition.ts';

type Lot = { readonly tag: string; readonly units: bigint };

function sumLots(lots: Iterable<Lot>): Composition {
  const sums = new Map<string, bigint>();
  for (const { tag, units } of lots) sums.set(tag, (sums.get(tag) ?? 0n) + units);
  return [...sums].reduce<Composition>((sum, [tag, units]) => add(sum, single(tag, units)), EMPTY);
}

export function openFifo(): Book {
  const lots: Lot[] = [];
  let head = 0;
  return {
    deposit: (tag, units) => {
      if (units > 0n) lots.push({ tag, units });
    },
    withdraw: (units) => {
      const taken: Lot[] = [];
      let rest = units;
      for (let lot = lots[head]; rest > 0n && lot !== undefined; lot = lots[head]) {
        const part = lesser(lot.units, rest);
        taken.push({ tag: lot.tag, units: part });
        rest -= part;
        if (part === lot.units) head += 1;
        else lots[head] = { tag: lot.tag, units: lot.units - part };
      }
      return sumLots(taken);
    },
    holds: () => sumLots(lots.slice(head)),
    roundings: () => 0,
  };
}
