/**
 * First in, first out: a withdrawal takes the oldest money still in the account. Lots move with a transfer in the order
 * drawn.
 * Source: Devaynes v Noble (Clayton's Case), 1816; disfavoured between victims (In re Walter J. Schmidt, 298 F. 314); for
 * coins Anderson et al. 2018, where it is called lossless.
 */
import { lesser } from './composition.ts';
import { each, type Lot, type Lots, put, reversed, sumOfLots } from './lots.ts';
import type { Method } from './method.ts';

/** A queue in two lists: `oldest` from its head, `newest` from its tail. Turned over when the first is used up. */
export type Queue = { readonly units: bigint; readonly oldest: Lots; readonly newest: Lots };

const NOTHING: Queue = { units: 0n, oldest: null, newest: null };

function atEnd(newest: Lots, { label, units }: Lot): Lots {
  return newest !== null && newest.lot.label === label
    ? put({ label, units: newest.lot.units + units }, newest.rest)
    : put({ label, units }, newest);
}

export function firstInFirstOut(): Method<Queue> {
  return {
    nothing: NOTHING,
    of: (label, units) => (units === 0n ? NOTHING : { units, oldest: null, newest: put({ label, units }, null) }),
    join: (held, arriving) => {
      let newest = held.newest;
      for (const lot of each(arriving.oldest)) newest = atEnd(newest, lot);
      for (const lot of each(reversed(arriving.newest))) newest = atEnd(newest, lot);
      return { whole: { units: held.units + arriving.units, oldest: held.oldest, newest }, roundings: 0 };
    },
    draw: (held, units) => {
      let [drawn, oldest, newest]: [Lots, Lots, Lots] = [null, held.oldest, held.newest];
      let missing = units;
      while (missing > 0n) {
        if (oldest === null) [oldest, newest] = [reversed(newest), null];
        if (oldest === null) break;
        const { label, units: size } = oldest.lot;
        const part = lesser(size, missing);
        drawn = atEnd(drawn, { label, units: part });
        oldest = part === size ? oldest.rest : put({ label, units: size - part }, oldest.rest);
        missing -= part;
      }
      return {
        taken: { units, oldest: null, newest: drawn },
        left: { units: held.units - units, oldest, newest },
        roundings: 0,
      };
    },
    composition: ({ oldest, newest }) => sumOfLots(oldest, newest),
  };
}
