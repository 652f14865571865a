import type { Reference } from '../../../reference/load.ts';
import { type Json, ok, type Result } from '../../core/index.ts';
import { whdSchedule, worksheetOf } from '../../restitution/index.ts';

/** A worksheet with its rows for the Wage and Hour Division. Thousands of workweeks take too long for the main thread. */
export function answerWorksheet(file: unknown, reference: Reference): Result<Json> {
  const worksheet = worksheetOf(file, reference);
  return worksheet.ok ? ok({ worksheet: worksheet.value, whd: whdSchedule(worksheet.value) } as Json) : worksheet;
}
