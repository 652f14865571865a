import { unwrap } from '../../../src/core/index.ts';
import { type VictimResult, type Worksheet, worksheetOf } from '../../../src/restitution/index.ts';
import { reference } from '../../in-memory.ts';

export type Fields = Readonly<Record<string, unknown>>;

/** A victim of an offence of 2012 under section 1593, with what a test changes. */
export function victim(changes: Fields = {}): Fields {
  return { id: 'V-1', statutes: ['1593'], offence: ['2012-01-01', '2013-05-01'], ...changes };
}

/** A victim who is owed exactly this much, as one loss L1. */
export function owed(id: string, amount: string): Fields {
  return victim({ id, losses: [{ category: 'F', amount, lossId: 'L1' }] });
}

export function week(start: string, hoursByDay: readonly string[], changes: Fields = {}): Fields {
  return { start, hoursByDay, paid: '0.00', credits: [], overtimeExempt: null, ...changes };
}

export function file(victims: readonly Fields[], changes: Fields = {}): Fields {
  return { case: 'C-1', rulesAsOf: null, circuit: '9', victims, payments: [], available: null, ...changes };
}

export function worksheet(victims: readonly Fields[], changes: Fields = {}): Worksheet {
  return unwrap(worksheetOf(file(victims, changes), reference));
}

/** The only victim of a worksheet. */
export function only({ victims }: Worksheet): VictimResult {
  const [first] = victims;
  if (first === undefined || victims.length > 1) throw new TypeError('the worksheet has not one victim');
  return first;
}

/** Code, victim and workweek of the refusal of a file. */
export function refusal(victims: readonly Fields[], changes: Fields = {}): Fields {
  const result = worksheetOf(file(victims, changes), reference);
  if (result.ok) throw new TypeError('the file was not refused');
  const { victim: who, week: when } = result.error.details;
  return { code: result.error.code, victim: who, week: when };
}

export function codes({ warnings }: Worksheet): string[] {
  return warnings.map(({ code }) => code);
}
