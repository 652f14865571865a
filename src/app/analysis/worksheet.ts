import type { Reference } from '../../../reference/load.ts';
import { ok, type Result } from '../../core/index.ts';
import { scheduleCsv } from '../../evidence/index.ts';
import { whdSchedule, worksheetOf } from '../../restitution/index.ts';

/** Texts, since tens of thousands of workweeks as values would hold the main thread up when they are handed over. */
export type WorksheetAnswer = {
  /** The worksheet as JSON (interface 6). */
  readonly worksheet: string;
  /** Its rows for the Wage and Hour Division as CSV, and how many there are. */
  readonly whd: string;
  readonly workweeks: number;
};

/** A worksheet with its rows for the Wage and Hour Division, from the JSON text of a worksheet file. */
export function answerWorksheet(text: string, reference: Reference): Result<WorksheetAnswer> {
  const worksheet = worksheetOf(JSON.parse(text), reference);
  if (!worksheet.ok) return worksheet;
  const schedule = whdSchedule(worksheet.value);
  return ok({
    worksheet: JSON.stringify(worksheet.value),
    whd: scheduleCsv({ file: 'workweeks.csv', ...schedule }),
    workweeks: schedule.rows.length,
  });
}
