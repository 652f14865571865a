import { type DateText, dateOfDay, dayNumber, weekday } from '../core/index.ts';
import type { VictimFact } from '../facts/index.ts';
import { type Cents, centsText, parseCents } from './cents.ts';

/** A workweek as the file of a draft holds it. */
type DraftWeek = {
  readonly start: DateText;
  readonly hoursByDay: readonly string[];
  readonly paid: string;
  readonly credits: readonly [];
  readonly overtimeExempt: null;
  readonly basis: string;
  readonly sourceIds: readonly string[];
};

export type DraftLabour = { readonly weeks: readonly DraftWeek[]; readonly missing: readonly string[] };

/** Hundredths of an hour by day, what was paid, and the records behind both. */
type Week = { readonly hours: number[]; paid: Cents; readonly records: Set<string> };

/** In hundredths of an hour. */
const A_DAY = 2_400;

const weekStart = (day: number): number => day - weekday(dateOfDay(day));

/** Hours are stated to the hundredth for a stretch in all (interface 2). */
function hundredths(text: string): number {
  const [whole = '', part = ''] = text.split('.');
  return Number(whole) * 100 + Number(part.padEnd(2, '0'));
}

function daysOf({ from, to }: VictimFact): readonly [number, number] | null {
  const [first, last] = [from ?? to, to ?? from];
  return first === null || last === null ? null : [dayNumber(first), dayNumber(last)];
}

function weekAt(weeks: Map<number, Week>, day: number): Week {
  const start = weekStart(day);
  const known = weeks.get(start);
  if (known !== undefined) return known;
  const made: Week = { hours: [0, 0, 0, 0, 0, 0, 0], paid: 0n, records: new Set() };
  weeks.set(start, made);
  return made;
}

const told = ({ from, to }: VictimFact): string => `${from ?? '?'} to ${to ?? '?'}`;

/** Spreads the hours of a stretch evenly over its days, whole hundredths, the first days taking what is over. */
function addLabour(weeks: Map<number, Week>, fact: VictimFact): string {
  const days = daysOf(fact);
  if (fact.hours === null || days === null)
    return `labour of ${told(fact)}: ${fact.hours === null ? 'the hours' : 'the days'} are not known, so it is not in the draft`;
  const [from, to] = days;
  const total = hundredths(fact.hours);
  const each = Math.floor(total / (to - from + 1));
  const over = total - each * (to - from + 1);
  for (let day = from; day <= to; day++) {
    const week = weekAt(weeks, day);
    const index = day - weekStart(day);
    week.hours[index] = (week.hours[index] ?? 0) + each + (day - from < over ? 1 : 0);
    week.records.add(fact.record);
  }
  return `labour of ${told(fact)}: ${fact.hours} hours are spread evenly over the days; enter the hours of each day`;
}

/** Spreads a payment evenly over the workweeks worked in its time: each workweek stands alone, so a person corrects it. */
function addPaid(weeks: Map<number, Week>, fact: VictimFact, amount: Cents): string {
  const days = daysOf(fact);
  const paidFor = days === null ? [] : [...weeks].filter(([start]) => start + 6 >= days[0] && start <= days[1]);
  if (paidFor.length === 0)
    return `paid ${centsText(amount)}, ${told(fact)}: it meets no workweek of the draft and is not in it; enter it where it belongs`;
  const count = BigInt(paidFor.length);
  const inOrder = paidFor.sort(([a], [b]) => a - b);
  for (const [index, [, week]] of inOrder.entries()) {
    week.paid += amount / count + (BigInt(index) < amount % count ? 1n : 0n);
    week.records.add(fact.record);
  }
  return `paid ${centsText(amount)}, ${told(fact)}: spread evenly over ${count} workweeks; enter what was received free and clear in each`;
}

function hoursText(value: number): string {
  return `${Math.floor(value / 100)}.${String(value % 100).padStart(2, '0')}`;
}

function draftWeek(start: number, { hours, paid, records }: Week): DraftWeek {
  return {
    start: dateOfDay(start),
    hoursByDay: hours.map(hoursText),
    paid: centsText(paid),
    credits: [],
    overtimeExempt: null,
    basis: 'victim facts, spread evenly',
    sourceIds: [...records].sort(),
  };
}

/** The workweeks of one victim from LABOUR and PAID facts in dollars, with what a person must put right. */
export function draftLabour(facts: readonly VictimFact[]): DraftLabour {
  const weeks = new Map<number, Week>();
  const missing: string[] = [];
  for (const fact of facts.filter(({ category }) => category === 'LABOUR')) missing.push(addLabour(weeks, fact));
  for (const fact of facts.filter(({ category }) => category === 'PAID'))
    missing.push(addPaid(weeks, fact, parseCents(fact.amount ?? '') ?? 0n));
  const inOrder = [...weeks].sort(([a], [b]) => a - b);
  for (const [start, { hours }] of inOrder)
    if (hours.some((day) => day > A_DAY))
      missing.push(`workweek of ${dateOfDay(start)}: more than 24 hours on a day are told: correct the hours`);
  return { weeks: inOrder.map(([start, week]) => draftWeek(start, week)), missing };
}
