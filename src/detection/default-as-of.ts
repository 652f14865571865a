import { compareText, type DateText, dateOfDay, dayNumber, type RecordId } from '../core/index.ts';
import type { FactSet } from '../facts/index.ts';

const MAX_DAYS_AHEAD = 366;

/**
 * The default as-of of a Run: the latest posting, transaction, activity-to, filing or statement date among the records.
 * A date more than 366 days after the 99th percentile is a slip of a clerk: it does not count, and `outliers` names its
 * records for a data finding. null when no record has a date. (interface 3)
 */
export function defaultAsOf(facts: Pick<FactSet, 'records'>): {
  readonly asOf: DateText | null;
  readonly outliers: readonly RecordId[];
} {
  const dated = [...facts.records.values()].flatMap((record) =>
    record.date === null ? [] : [{ id: record.id, day: dayNumber(record.date) }],
  );
  const days = dated.map((record) => record.day).sort((a, b) => a - b);
  const percentile = days[Math.ceil(days.length * 0.99) - 1];
  if (percentile === undefined) return { asOf: null, outliers: [] };
  const limit = percentile + MAX_DAYS_AHEAD;
  const latest = days.filter((day) => day <= limit).at(-1) ?? percentile;
  const outliers = dated.filter((record) => record.day > limit).map((record) => record.id);
  return { asOf: dateOfDay(latest), outliers: outliers.sort(compareText) };
}
