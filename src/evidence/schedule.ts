import { stringify } from 'csv-stringify/sync';
import { type Column, left, type Table } from './document.ts';

/** Rows that are both printed as a table and given in full as a CSV. */
export type Schedule = {
  /** File name under data/schedules/. */
  readonly file: string;
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
};

/**
 * RFC 4180 with a header. A cell that a spreadsheet would run as a formula is made text (CWE-1236); our own figures are
 * never negative in a schedule, so none of them is touched.
 */
export function scheduleCsv({ header, rows }: Schedule): string {
  return stringify([header, ...rows], { escape_formulas: true, record_delimiter: 'windows' });
}

/** The table that prints a schedule; `cells` picks what is printed of each row. */
export function tableOf(schedule: Schedule, caption: string, columns: readonly Column[]): Table {
  return {
    kind: 'table',
    caption,
    columns,
    rows: schedule.rows.map((row) => row.slice(0, columns.length)),
    schedule: schedule.file,
  };
}

/** A small table that stands in print alone. */
export function plainTable(caption: string, columns: readonly Column[], rows: readonly (readonly string[])[]): Table {
  return { kind: 'table', caption, columns, rows, schedule: null };
}

/** Label and value, the form of a fact sheet. */
export function factTable(caption: string, rows: readonly (readonly [string, string])[]): Table {
  return plainTable(caption, [left('Item', 2), left('Value', 6)], rows);
}
