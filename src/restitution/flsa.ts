import { dateOfDay, err, ok, type Result } from '../core/index.ts';
import { type Cents, centsText, greater } from './cents.ts';
import {
  decimalText,
  type Fraction,
  halfUp,
  isAbove,
  minus,
  over,
  plus,
  sumOf,
  times,
  whole,
  ZERO,
} from './fraction.ts';
import { type FilePlace, fileFailure } from './read/fields.ts';
import { rateOn, type WageTable } from './wage-table.ts';
import type { Workweek } from './workweeks.ts';

/** Hours of a workweek beyond which half of the regular rate is due on top (29 USC 207(a)(1)). */
const OVERTIME_AFTER = whole(40n);
const HALF: Fraction = { n: 1n, d: 2n };

/** One workweek as it is printed, for a reader and for the Wage and Hour Division. */
export type WeekLine = {
  readonly start: string;
  readonly end: string;
  readonly hours: string;
  /** The minimum wage on the first day worked. */
  readonly rate: string;
  /** Where the minimum wage changed inside the week: each rate and the day from which it held. */
  readonly rates: readonly { readonly from: string; readonly rate: string }[];
  /** Average by hours of the rates that the week was worked at (29 CFR 778.115), at most four places. */
  readonly regularRate: string;
  readonly straight: string;
  readonly premium: string;
  readonly due: string;
  readonly paid: string;
  readonly credited: string;
  readonly unpaid: string;
  readonly overtimeExempt: boolean;
  readonly basis: readonly string[];
  readonly sourceIds: readonly string[];
};

export type WeekDue = { readonly unpaid: Cents; readonly line: WeekLine };

type DayRate = { readonly day: number; readonly hours: Fraction; readonly rate: Cents };

/** The days worked; all seven where none was, so that an idle week still has its rate. */
function workedDays(week: Workweek, rates: WageTable): { readonly days: DayRate[]; readonly missing: number | null } {
  const all = week.hoursByDay.map((hours, index) => ({ day: week.day + index, hours }));
  const worked = all.filter(({ hours }) => hours.n > 0n);
  const days: DayRate[] = [];
  for (const { day, hours } of worked.length === 0 ? all : worked) {
    const rate = rateOn(rates, day);
    if (rate === null) return { days, missing: day };
    days.push({ day, hours, rate });
  }
  return { days, missing: null };
}

/** What is due for a workweek: straight time (in cents) and half of the regular rate for each hour over 40, rounded once. */
export function dueFor(straight: Fraction, hours: Fraction, exempt: boolean): Cents {
  return halfUp(plus(straight, premiumOf(straight, hours, exempt)));
}

function premiumOf(straight: Fraction, hours: Fraction, exempt: boolean): Fraction {
  if (exempt || !isAbove(hours, OVERTIME_AFTER)) return ZERO;
  return times(times(HALF, over(straight, hours)), minus(hours, OVERTIME_AFTER));
}

function changesOf(days: readonly DayRate[]): WeekLine['rates'] {
  return days
    .filter(({ rate }, index) => index === 0 || rate !== days[index - 1]?.rate)
    .map(({ day, rate }) => ({ from: dateOfDay(day), rate: centsText(rate) }));
}

/**
 * What is due for a workweek and what is unpaid of it (29 USC 206(a)(1), 207(a)(1); legal-and-evidence 2.2):
 * due = S + 1/2 x (S / H) x max(0, H - 40), computed exactly and rounded half up once. Never negative: a week paid above
 * what is due pays for no other week (29 CFR 778.104). `straight` is printed in cents and `premium` is what it leaves of
 * `due`, so that the printed parts add up.
 */
export function weekDue(week: Workweek, rates: WageTable, place: FilePlace): Result<WeekDue> {
  const { days, missing } = workedDays(week, rates);
  if (missing !== null) {
    const what = `no minimum wage is loaded for ${dateOfDay(missing)}`;
    return err(fileFailure('NO_WAGE_RATE', what, { ...place, week: week.start }));
  }
  const hours = sumOf(week.hoursByDay);
  const straight = sumOf(days.map((day) => times(whole(day.rate), day.hours)));
  const due = dueFor(straight, hours, week.exempt);
  const unpaid = greater(0n, due - week.paid - week.credited);
  const first = days[0]?.rate ?? 0n;
  const regular = hours.n === 0n ? whole(first) : over(straight, hours);
  return ok({
    unpaid,
    line: {
      start: week.start,
      end: dateOfDay(week.day + 6),
      hours: decimalText(hours, 0, 6),
      rate: centsText(first),
      rates: changesOf(days),
      regularRate: decimalText(over(regular, whole(100n)), 2, 4),
      straight: centsText(halfUp(straight)),
      premium: centsText(due - halfUp(straight)),
      due: centsText(due),
      paid: centsText(week.paid),
      credited: centsText(week.credited),
      unpaid: centsText(unpaid),
      overtimeExempt: week.exempt,
      basis: week.bases,
      sourceIds: week.sourceIds,
    },
  });
}
