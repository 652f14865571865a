import { addDays, addMonths, type DateText } from '../core/index.ts';
import { fungibleDeadline } from '../tracing/index.ts';
import type { LeadContext } from './context.ts';
import type { AssetClock, Route } from './types.ts';

/** Clocks of legal_clocks.csv that a route brings with it, the first to run out first. */
const CLOCKS_OF_ROUTE: Readonly<Partial<Record<Route, readonly string[]>>> = {
  'tro-853e2': ['criminal_tro_ex_parte', 'criminal_restraint_pre_indictment', 'admin_notice'],
  'restraint-853e': ['criminal_tro_ex_parte', 'criminal_restraint_pre_indictment', 'admin_notice'],
  'warrant-981b': [
    'civil_tro_ex_parte',
    'civil_restraint_pre_complaint',
    'admin_notice',
    'civil_complaint_after_claim',
  ],
  'lis-pendens': ['civil_forfeiture_limitation_offence', 'judicial_claim'],
  'substitute-853p': ['ancillary_petition'],
};

const FUNGIBLE_CLOCK = 'fungible_property_window';

function after(date: DateText, length: number, unit: string): DateText | null {
  if (unit === 'days') return addDays(date, length);
  if (unit === 'months') return addMonths(date, length);
  return unit === 'years' ? addMonths(date, length * 12) : null;
}

/**
 * The clocks of one asset. The 984 window runs from the offence, so its day is known; the others start with an order,
 * a seizure or a claim that has not happened, so they show their length and the day if it happened on the as-of date.
 */
export function clocksOf(
  { reference, asOf }: Pick<LeadContext, 'reference' | 'asOf'>,
  route: Route,
  earliestOffence: DateText | null,
): AssetClock[] {
  const wanted = [...(earliestOffence === null ? [] : [FUNGIBLE_CLOCK]), ...(CLOCKS_OF_ROUTE[route] ?? [])];
  return wanted.flatMap((id) => {
    const row = reference.clocks.get(id);
    if (row === undefined) return [];
    const runs = id === FUNGIBLE_CLOCK && earliestOffence !== null;
    return [
      {
        id,
        authority: row.authority,
        startsAt: row.startsAt,
        length: `${row.length} ${row.unit}`,
        due: runs ? fungibleDeadline(earliestOffence) : null,
        dueIfStartedAsOf: runs ? null : after(asOf, row.length, row.unit),
      },
    ];
  });
}
