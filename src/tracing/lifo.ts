/**
 * Last in, first out: a withdrawal takes the newest money in the account. Lots move with a transfer in the order drawn, so
 * the last drawn is the newest where it arrives.
 * Source: United States v. Henshaw, 388 F.3d 738 (10th Cir. 2004); rejected between beneficiaries in In re Walter J.
 * Schmidt, 298 F. 314.
 */
import { lesser } from './composition.ts';
import { each, type Lot, type Lots, put, reversed, sumOfLots } from './lots.ts';
import type { Method } from './method.ts';

/** Newest first where the money is held; first drawn first where it is on its way. */
export type Stack = { readonly units: bigint; readonly lots: Lots };

const NOTHING: Stack = { units: 0n, lots: null };

function onTop(lots: Lots, { label, units }: Lot): Lots {
  return lots !== null && lots.lot.label === label
    ? put({ label, units: lots.lot.units + units }, lots.rest)
    : put({ label, units }, lots);
}

export function lastInFirstOut(): Method<Stack> {
  return {
    nothing: NOTHING,
    of: (label, units) => (units === 0n ? NOTHING : { units, lots: put({ label, units }, null) }),
    join: (held, arriving) => {
      let lots = held.lots;
      for (const lot of each(arriving.lots)) lots = onTop(lots, lot);
      return { whole: { units: held.units + arriving.units, lots }, roundings: 0 };
    },
    draw: (held, units) => {
      let [drawn, left, missing]: [Lots, Lots, bigint] = [null, held.lots, units];
      while (missing > 0n && left !== null) {
        const { label, units: size } = left.lot;
        const part = lesser(size, missing);
        drawn = put({ label, units: part }, drawn);
        left = part === size ? left.rest : put({ label, units: size - part }, left.rest);
        missing -= part;
      }
      return { taken: { units, lots: reversed(drawn) }, left: { units: held.units - units, lots: left }, roundings: 0 };
    },
    composition: ({ lots }) => sumOfLots(lots),
  };
}
