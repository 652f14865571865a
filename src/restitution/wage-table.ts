import { dayNumber } from '../core/index.ts';
import { type Cents, parseCents } from './cents.ts';

/** The minimum wage of 29 USC 206(a)(1) as reference/wages.csv has it: hourly rate in dollars from a date on. */
export type WageRow = { readonly from: string; readonly rate: string };
type Step = { readonly day: number; readonly rate: Cents };
export type WageTable = readonly Step[];

export function wageTable(rows: readonly WageRow[]): WageTable {
  return rows
    .map(({ from, rate }) => {
      const cents = parseCents(rate);
      if (cents === null) throw new TypeError(`wage table: "${rate}" from ${from} is not a rate`);
      return { day: dayNumber(from), rate: cents };
    })
    .sort((a, b) => a.day - b.day);
}

/** Cents an hour on a day (days since 1970-01-01); null before the first row. */
export function rateOn(table: WageTable, day: number): Cents | null {
  return table.findLast((step) => step.day <= day)?.rate ?? null;
}
