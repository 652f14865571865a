import {
  type ErrorCode,
  err,
  errorClass,
  failure,
  makeId,
  ok,
  type PartyId,
  type RecordId,
  RedressError,
  type Result,
  type Sha256,
} from '../core/index.ts';
import { type Locator, locatorText } from '../facts/index.ts';

/** Stands for the text of a refused row that may name a victim: what is refused is not shown (R18). */
export const WITHHELD = '[withheld: the row may name a person]';

/** `rec_` = hash of Source sha + locator (interface 3). */
export function recordIdOf(source: Sha256, locator: Locator): RecordId {
  return makeId('rec', [source, locatorText(locator)]);
}

/** `pty_` = hash of Source sha + locator; `part` names the Party inside the Record. */
export function partyIdOf(source: Sha256, locator: Locator, part: string): PartyId {
  return makeId('pty', [source, locatorText(locator), part]);
}

/** The id of a fact that is neither Party, Account nor Asset. `part` tells facts of one kind in one Record apart. */
export function factIdOf(record: RecordId, kind: string, part: string): string {
  return makeId('fct', [record, kind, part]);
}

/** Refuses the row in hand. Only `attemptRow` catches it. */
export function refuseRow(code: ErrorCode, what: string): never {
  throw new RedressError(failure(code, what));
}

/** The value, or the row refused with the field's name before the reason. */
export function inField<T>(field: string, result: Result<T>): T {
  if (result.ok) return result.value;
  const { code, message, details } = result.error;
  throw new RedressError({ code, message: `${field}: ${message}`, details: { ...details, field } });
}

/**
 * Reads one row. A failure of class `row` becomes a value, so that the row goes to quarantine; a failure of any other
 * class, and every bug, goes on up.
 */
export function attemptRow<T>(read: () => T): Result<T> {
  try {
    return ok(read());
  } catch (error) {
    if (error instanceof RedressError && errorClass(error.failure.code) === 'row') return err(error.failure);
    throw error;
  }
}
