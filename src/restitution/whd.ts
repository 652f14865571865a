import type { WeekLine } from './flsa.ts';
import type { Worksheet } from './worksheet.ts';

/** The worksheet in the form in which the Wage and Hour Division reconstructs wages: one row a victim and workweek. */
export type WhdSchedule = {
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
};

const HEADER = [
  'victim',
  'week_start',
  'week_end',
  'hours',
  'basis_of_hours',
  'overtime_exempt',
  'rate',
  'regular_rate',
  'straight',
  'premium',
  'due',
  'paid',
  'credited',
  'unpaid',
];

/** The rate, and where it changed inside the week the later ones with their days: "6.55; 7.25 from 2009-07-24". */
function rateText({ rate, rates }: WeekLine): string {
  return [rate, ...rates.slice(1).map((later) => `${later.rate} from ${later.from}`)].join('; ');
}

function rowOf(victim: string, week: WeekLine): string[] {
  const exempt = week.overtimeExempt ? '29 USC 213(b)(21)' : '';
  return [
    victim,
    week.start,
    week.end,
    week.hours,
    week.basis.join('; '),
    exempt,
    rateText(week),
    week.regularRate,
    week.straight,
    week.premium,
    week.due,
    week.paid,
    week.credited,
    week.unpaid,
  ];
}

export function whdSchedule({ victims }: Pick<Worksheet, 'victims'>): WhdSchedule {
  return { header: HEADER, rows: victims.flatMap(({ id, weeks }) => weeks.map((week) => rowOf(id, week))) };
}
