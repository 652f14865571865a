import { stringify } from 'csv-stringify/sync';
import { type Column, left, type Table } from './document.ts';
import type { Redactor } from './redact.ts';

/** Rows that are both printed as a table and given in full as a CSV. */
export type Schedule = {
  /** File name under data/schedules/. */
  readonly file: string;
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
};

/** Columns that hold counts, sums and numbers of our own: no name stands there, and a figure may look like an account number. */
const COUNTS = ['credits', 'debits', 'payments', 'line', 'bytes', 'rows', 'rows_cited'];
const SUMS = ['amount', 'credit', 'debit', 'credited', 'debited', 'balance', 'opening', 'value', 'still_traced'];
const OWN_NUMBERS: ReadonlySet<string> = new Set([...COUNTS, ...SUMS]);

/** The schedule as it may leave: every text redacted, our own numbers as they are. */
export function redactSchedule(schedule: Schedule, redact: Redactor): Schedule {
  const isOwn = schedule.header.map((name) => OWN_NUMBERS.has(name));
  return { ...schedule, rows: schedule.rows.map((row) => row.map((cell, i) => (isOwn[i] ? cell : redact(cell)))) };
}

/** Programs pass over blanks, line ends and signs without width before they look for a formula. */
const FORMULA = /^(?:[\t\r\n]|[\s\p{Cc}\p{Cf}]*[=+\-@\uFF0B\uFF0D\uFF1D\uFF20])/u;
const FIGURE = /^-?\d+(\.\d+)?$/;

/** Whether a spreadsheet would run the cell as a formula (CWE-1236). A figure is none: an overdrawn balance is one. */
export function isFormula(cell: string): boolean {
  return FORMULA.test(cell) && !FIGURE.test(cell);
}

function asText(cell: string): string {
  return isFormula(cell) ? `'${cell}` : cell;
}

/** A line end alone is quoted too, which the writer does for its own record delimiter only: else a name could begin a row. */
const RFC_4180 = { record_delimiter: 'windows', quoted_match: /[\r\n]/ } as const;

/** RFC 4180 with a header. */
export function scheduleCsv({ header, rows }: Schedule): string {
  return stringify([header, ...rows.map((row) => row.map(asText))], RFC_4180);
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
