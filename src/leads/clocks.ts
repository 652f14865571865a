import { addDays, addMonths, type DateText } from '../core/index.ts';
import type { LeadContext } from './context.ts';
import { ruleOf } from './routes/route-table.ts';
import type { AssetClock, Route } from './types/route.ts';

const FUNGIBLE_CLOCK = 'fungible_property_window';

type ClockLength = { readonly length: number; readonly unit: 'days' | 'months' | 'years' };

/** The day on which a clock of reference/clocks.csv that starts on `date` runs out. */
export function dueAfter(date: DateText, { length, unit }: ClockLength): DateText {
  if (unit === 'days') return addDays(date, length);
  return addMonths(date, unit === 'months' ? length : length * 12);
}

/** Dates on which clocks have begun to run, by the row of reference/clocks.csv. */
export type ClockStarts = ReadonlyMap<string, DateText>;

/** The 984 window runs from the earliest offence; a hold's clock from the day that its outcome states. */
export function clockStarts(
  earliestOffence: DateText | null,
  holds: readonly { readonly clock: string | null; readonly from: string }[],
): ClockStarts {
  const held = holds.flatMap(({ clock, from }) =>
    clock === null ? [] : [[clock, from.slice(0, 10) as DateText] as const],
  );
  return new Map([...(earliestOffence === null ? [] : [[FUNGIBLE_CLOCK, earliestOffence] as const]), ...held]);
}

/**
 * The clocks of one asset (R9). One that has begun shows its day; the others start with an order, a seizure or a claim
 * that no record states, so they show their length and the day if it happened on the as-of date.
 */
export function clocksOf(
  { reference, asOf }: Pick<LeadContext, 'reference' | 'asOf'>,
  route: Route,
  starts: ClockStarts,
): AssetClock[] {
  const wanted = new Set([...starts.keys(), ...(ruleOf(route)?.clocks ?? [])]);
  return [...wanted].flatMap((id) => {
    const row = reference.clocks.get(id);
    if (row === undefined) return [];
    const began = starts.get(id);
    return [
      {
        id,
        authority: row.authority,
        startsAt: row.startsAt,
        length: `${row.length} ${row.unit}`,
        due: began === undefined ? null : dueAfter(began, row),
        dueIfStartedAsOf: began === undefined ? dueAfter(asOf, row) : null,
      },
    ];
  });
}
