import type { DateText } from '../../core/index.ts';
import { type Credit, type Labour, LIVE_IN, type StatedSpan, type StatedWeek } from '../file.ts';
import { type Fraction, isAbove, parseFraction, whole, ZERO } from '../fraction.ts';
import {
  at,
  centsAt,
  choiceAt,
  dateAt,
  FIGURES,
  type Fields,
  type FilePlace,
  itemsAt,
  named,
  openFields,
  type Problems,
  refuse,
  refuseField,
  required,
  shown,
  textAt,
  textsAt,
  wholeAt,
} from './fields.ts';

export const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'] as const;

/** 29 USC 206 has a schedule of its own for these (legal-and-evidence 2.2): their rates are not in the table. */
const OTHER_SCHEDULES = ['AS', 'MP'];

const A_DAY = whole(24n);
const NO_DATE = '1970-01-01' as DateText;

/** Hours of one day: a decimal of at most six places, as text or as a JSON number in its shortest form. */
function hoursOf(value: unknown, place: FilePlace, problems: Problems): Fraction {
  const hours = typeof value === 'string' || typeof value === 'number' ? parseFraction(String(value)) : null;
  if (hours !== null && !isAbove(hours, A_DAY)) return hours;
  refuse(problems, place, `the number ${shown(value, FIGURES)} of hours a day is not from 0 to 24`, 'BAD_HOURS');
  return ZERO;
}

function exemptAt(fields: Fields): boolean {
  return choiceAt(fields, 'overtimeExempt', [LIVE_IN]) !== null;
}

function creditOf(value: unknown, place: FilePlace, problems: Problems): Credit {
  const fields = openFields(value, place, problems, ['kind', 'amount', 'reason']);
  // An empty reason is no reason, and without one the credit is not given: so it is read, not refused.
  const { reason } = fields.values;
  return {
    kind: required(fields, 'kind', textAt(fields, 'kind'), ''),
    amount: required(fields, 'amount', centsAt(fields, 'amount'), 0n),
    reason: typeof reason === 'string' && reason.trim() !== '' ? reason : null,
  };
}

function daysOf(fields: Fields): Fraction[] {
  const days = itemsAt(fields, 'hoursByDay');
  if (days.length !== 7)
    refuseField(fields, 'hoursByDay', `a workweek has 7 days, and ${days.length} are given`, 'BAD_HOURS');
  return days.map(({ value, place }) => hoursOf(value, place, fields.problems));
}

function weekOf(value: unknown, place: FilePlace, problems: Problems): StatedWeek {
  const known = ['start', 'hoursByDay', 'paid', 'credits', 'overtimeExempt', 'basis', 'sourceIds'];
  const opened = openFields(value, place, problems, known);
  const start = required(opened, 'start', dateAt(opened, 'start'), NO_DATE);
  const fields = named(opened, { week: start });
  return {
    start,
    hoursByDay: daysOf(fields),
    paid: centsAt(fields, 'paid') ?? 0n,
    credits: itemsAt(fields, 'credits').map((item) => creditOf(item.value, item.place, problems)),
    exempt: exemptAt(fields),
    basis: textAt(fields, 'basis'),
    sourceIds: textsAt(fields, 'sourceIds'),
  };
}

function spanOf(value: unknown, place: FilePlace, problems: Problems): StatedSpan {
  const known = ['from', 'to', 'hoursPerDay', 'daysPerWeek', 'paidPerWeek', 'overtimeExempt', 'basis', 'sourceIds'];
  const opened = openFields(value, place, problems, known);
  const from = required(opened, 'from', dateAt(opened, 'from'), NO_DATE);
  const fields = named(opened, { week: from });
  const to = required(fields, 'to', dateAt(fields, 'to'), from);
  if (to < from) refuseField(fields, 'to', `the span ends on ${to}, before it begins on ${from}`, 'BAD_DATE');
  return {
    from,
    to,
    hoursPerDay: hoursOf(fields.values.hoursPerDay, at(fields.place, 'hoursPerDay'), problems),
    daysPerWeek: required(fields, 'daysPerWeek', wholeAt(fields, 'daysPerWeek', [1, 7]), 7),
    paidPerWeek: centsAt(fields, 'paidPerWeek') ?? 0n,
    exempt: exemptAt(fields),
    basis: textAt(fields, 'basis'),
    sourceIds: textsAt(fields, 'sourceIds'),
  };
}

/** Index of the day on which the workweek begins; null when the file does not say. */
export function workweekStartAt(fields: Fields): number | null {
  const day = choiceAt(fields, 'workweekStart', WEEKDAYS);
  return day === null ? null : WEEKDAYS.indexOf(day);
}

function stateAt(fields: Fields): string | null {
  const state = textAt(fields, 'state');
  if (state === null) return null;
  if (!/^[A-Z]{2}$/.test(state)) return refuseField(fields, 'state', 'the state is not a code of two letters');
  if (OTHER_SCHEDULES.includes(state))
    return refuseField(fields, 'state', `the wage schedule of ${state} is not loaded`, 'NO_WAGE_RATE');
  return state;
}

/** The labour of one victim; `place` names the victim. `workweekStart` is the file's, where labour names none. */
export function labourOf(value: unknown, place: FilePlace, problems: Problems, workweekStart: number): Labour {
  if (value === undefined || value === null) return { workweekStart, state: null, weeks: [], spans: [] };
  const fields = openFields(value, place, problems, ['workweekStart', 'state', 'weeks', 'spans']);
  return {
    workweekStart: workweekStartAt(fields) ?? workweekStart,
    state: stateAt(fields),
    weeks: itemsAt(fields, 'weeks').map((item) => weekOf(item.value, item.place, problems)),
    spans: itemsAt(fields, 'spans').map((item) => spanOf(item.value, item.place, problems)),
  };
}
