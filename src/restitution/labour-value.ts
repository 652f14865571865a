import { ok, type Result } from '../core/index.ts';
import { type Cents, sumCents } from './cents.ts';
import type { VictimEntry } from './file.ts';
import { type WeekLine, weekDue } from './flsa.ts';
import type { FilePlace } from './read/fields.ts';
import type { WageTable } from './wage-table.ts';
import { type Warning, warning } from './warning.ts';
import { type Workweek, workweeksOf } from './workweeks.ts';

/** What a victim's labour is worth under the FLSA, less what was paid for it. */
export type LabourValue = {
  readonly unpaid: Cents;
  readonly weeks: readonly WeekLine[];
  readonly warnings: readonly Warning[];
};

function warningsOf(week: Workweek, victim: string): Warning[] {
  const about = { victim, week: week.start };
  return [
    ...(week.refusedCredits > 0
      ? [warning('CREDIT_WITHOUT_REASON', 'a credit without a reason is not given (29 USC 203(m))', about)]
      : []),
    ...(week.mixed
      ? [warning('MIXED_EXEMPTION', 'exempt and other work meet in the workweek: overtime is due on all of it', about)]
      : []),
    ...(week.overlaps
      ? [
          warning(
            'OVERLAPPING_LABOUR',
            'two entries have hours on one day: make sure they are not the same hours',
            about,
          ),
        ]
      : []),
  ];
}

export function labourValue(
  { id, labour }: Pick<VictimEntry, 'id' | 'labour'>,
  rates: WageTable,
  place: FilePlace,
): Result<LabourValue> {
  const workweeks = workweeksOf(labour, place);
  if (!workweeks.ok) return workweeks;
  const weeks: WeekLine[] = [];
  const unpaid: Cents[] = [];
  for (const week of workweeks.value) {
    const due = weekDue(week, rates, place);
    if (!due.ok) return due;
    weeks.push(due.value.line);
    unpaid.push(due.value.unpaid);
  }
  return ok({ unpaid: sumCents(unpaid), weeks, warnings: workweeks.value.flatMap((week) => warningsOf(week, id)) });
}
