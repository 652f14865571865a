import type { AccountId, Currency, DateText, EntityId, RecordId } from '../core/index.ts';
import type { MovementPlace, TransferMethod } from '../facts/index.ts';
import type { Ticks } from './amounts.ts';

/** What a transfer was for, as far as memo, line of business or rhythm tell. */
export type Purpose =
  | 'wage'
  | 'payroll-tax'
  | 'processor'
  | 'rent'
  | 'ad'
  | 'remitter'
  | 'loan'
  | 'living'
  | 'lodging'
  | 'other';

export type PurposeReading = { readonly purpose: Purpose; readonly reason: string };

/** One end: the account, and who is held to stand behind it (the account's holder, else the name on the row). */
export type Actor = { readonly account: AccountId | null; readonly entity: EntityId | null };

/** A resolved transfer as the rules see it. `index` is its place in the total order of movements. */
export type Movement = {
  readonly index: number;
  readonly date: DateText;
  readonly day: number;
  readonly micros: number | null;
  readonly localHour: number | null;
  readonly amount: Ticks;
  readonly currency: Currency;
  readonly method: TransferMethod;
  readonly memo: string | null;
  readonly place: MovementPlace | null;
  readonly from: Actor;
  readonly to: Actor;
  /** Who the row itself names as payee; wages of several people into one account differ only here. */
  readonly namedPayee: EntityId | null;
  readonly conductor: EntityId | null;
  readonly records: readonly RecordId[];
  readonly reading: PurposeReading;
};

const HOUR_MICROS = 3_600_000_000;

/** Cash paid in over the counter or a machine. */
export function isCashIn(movement: Movement): boolean {
  return movement.method === 'cash' && movement.from.account === null && movement.to.account !== null;
}

export function isCashOut(movement: Movement): boolean {
  return movement.method === 'cash' && movement.to.account === null && movement.from.account !== null;
}

/**
 * Whether `later` follows `earlier` within so many hours. Rows that state a date only are compared by whole days, which
 * is the widest reading of the same span.
 */
export function followsWithin(earlier: Movement, later: Movement, hours: number): boolean {
  if (earlier.micros !== null && later.micros !== null) {
    const lag = later.micros - earlier.micros;
    return lag >= 0 && lag <= hours * HOUR_MICROS;
  }
  const days = later.day - earlier.day;
  return days >= 0 && days * 24 <= hours;
}

/** The place as one comparable text: the known city and state, else the words of the row. */
export function placeKey(place: MovementPlace | null): string | null {
  if (place === null) return null;
  const text = place.city !== null && place.state !== null ? `${place.city}, ${place.state}` : place.text;
  const key = text.trim().toUpperCase();
  return key === '' ? null : key;
}
