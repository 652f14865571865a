import { failure } from './errors.ts';
import { err, ok, type Result } from './result.ts';

/** A date of the proleptic Gregorian calendar that may know only its year or month: "1984", "1984-06", "1984-06-30". */
export type PartialDate = string & { readonly __partialDate?: never };
/** A full date "YYYY-MM-DD". */
export type DateText = string & { readonly __dateText?: never };

/**
 * When something happened, as far as a record says so: always a date, a UTC instant when it is known, and the words of
 * the source. `localHour` is the hour at the place itself and stays null when the source gives no local time, so that
 * a row without a known local time never feeds a clock rule.
 */
export type Moment = {
  readonly date: DateText;
  readonly micros: number | null;
  readonly localHour: number | null;
  readonly text: string;
};

const DAY_MICROS = 86_400_000_000;

function isLeap(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
}

export function daysInMonth(year: number, month: number): number {
  if (month === 2) return isLeap(year) ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

function validParts(year: number, month: number, day: number): boolean {
  return year >= 1 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);
}

/** Reads "YYYY", "YYYY-MM" or "YYYY-MM-DD"; a date that does not exist is refused. */
export function parsePartialDate(text: string): Result<PartialDate> {
  const match = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/.exec(text);
  const valid = match !== null && validParts(Number(match[1]), Number(match[2] ?? '1'), Number(match[3] ?? '1'));
  return valid ? ok(text as PartialDate) : err(failure('BAD_DATE', `"${text.slice(0, 40)}" is not a date that exists`));
}

/** Reads a full "YYYY-MM-DD". */
export function parseDate(text: string): Result<DateText> {
  const partial = parsePartialDate(text);
  if (partial.ok && text.length === 10) return ok(text as DateText);
  return err(failure('BAD_DATE', `"${text.slice(0, 40)}" is not a full date that exists`));
}

/** FinCEN's YYYYMMDD, where 0000 or 00 means that month or day is unknown (formats 1.1). */
export function parseCompactDate(text: string): Result<PartialDate> {
  const match = /^(\d{4})(\d{2})(\d{2})$/.exec(text);
  if (match === null) return err(failure('BAD_DATE', `"${text.slice(0, 40)}" is not YYYYMMDD`));
  const [, year = '', month = '', day = ''] = match;
  if (month === '00')
    return day === '00' ? parsePartialDate(year) : err(failure('BAD_DATE', `"${text}" has a day without a month`));
  return parsePartialDate(day === '00' ? `${year}-${month}` : `${year}-${month}-${day}`);
}

/** Days since 1970-01-01 (Howard Hinnant, days_from_civil). */
export function dayNumber(date: DateText): number {
  const y0 = Number(date.slice(0, 4));
  const m = Number(date.slice(5, 7));
  const d = Number(date.slice(8, 10));
  const y = m <= 2 ? y0 - 1 : y0;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (m + (m > 2 ? -3 : 9)) + 2) / 5) + d - 1;
  return (
    era * 146_097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear - 719_468
  );
}

/** The inverse of dayNumber (civil_from_days). */
export function dateOfDay(day: number): DateText {
  const z = day + 719_468;
  const era = Math.floor(z / 146_097);
  const doe = z - era * 146_097;
  const yoe = Math.floor((doe - Math.floor(doe / 1460) + Math.floor(doe / 36_524) - Math.floor(doe / 146_096)) / 365);
  const doy = doe - (365 * yoe + Math.floor(yoe / 4) - Math.floor(yoe / 100));
  const mp = Math.floor((5 * doy + 2) / 153);
  const month = mp < 10 ? mp + 3 : mp - 9;
  const year = yoe + era * 400 + (month <= 2 ? 1 : 0);
  const dd = doy - Math.floor((153 * mp + 2) / 5) + 1;
  const pad = (n: number, width: number) => String(n).padStart(width, '0');
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(dd, 2)}` as DateText;
}

export function addDays(date: DateText, days: number): DateText {
  return dateOfDay(dayNumber(date) + days);
}

/** Day of the week, 0 = Sunday. */
export function weekday(date: DateText): number {
  return (((dayNumber(date) + 4) % 7) + 7) % 7;
}

/** Adds whole months or years; the 31st becomes the last day of a shorter month. */
export function addMonths(date: DateText, months: number): DateText {
  const total = Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1 + months;
  const year = Math.floor(total / 12);
  const month = (total % 12) + 1;
  const day = Math.min(Number(date.slice(8, 10)), daysInMonth(year, month));
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}` as DateText;
}

/** Micros of midnight UTC of a date. */
export function microsOfDate(date: DateText): number {
  return dayNumber(date) * DAY_MICROS;
}

export function dateOfMicros(micros: number): DateText {
  return dateOfDay(Math.floor(micros / DAY_MICROS));
}

/** ISO 8601 UTC text of an instant, with as many fraction digits as it needs (0, 3 or 6). */
export function instantText(micros: number): string {
  const inDay = micros - Math.floor(micros / DAY_MICROS) * DAY_MICROS;
  const pad = (n: number, width: number) => String(n).padStart(width, '0');
  const seconds = Math.floor(inDay / 1_000_000);
  const rest = inDay % 1_000_000;
  const fraction = rest === 0 ? '' : rest % 1000 === 0 ? `.${pad(rest / 1000, 3)}` : `.${pad(rest, 6)}`;
  return `${dateOfMicros(micros)}T${pad(Math.floor(seconds / 3600), 2)}:${pad(Math.floor(seconds / 60) % 60, 2)}:${pad(seconds % 60, 2)}${fraction}Z`;
}

const INSTANT = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,6}))?)?(Z|[+-]\d{2}:?\d{2})?$/;

/** A time of day as the source wrote it: the date, micros since local midnight, and the offset if one was given. */
export type WrittenTime = {
  readonly date: DateText;
  readonly dayMicros: number;
  readonly offsetMinutes: number | null;
};

/** Reads an ISO 8601 date-time with seconds optional and offset optional. */
export function parseWrittenTime(text: string): Result<WrittenTime> {
  const match = INSTANT.exec(text);
  const date = match === null ? null : parseDate(match[1] ?? '');
  if (match === null || date === null || !date.ok)
    return err(failure('BAD_DATE', `"${text.slice(0, 40)}" is not a date-time that exists`));
  const [hours, minutes, seconds] = [Number(match[2]), Number(match[3]), Number(match[4] ?? '0')];
  if (hours > 23 || minutes > 59 || seconds > 59)
    return err(failure('BAD_DATE', `"${text.slice(0, 40)}" is not a time that exists`));
  const dayMicros = ((hours * 60 + minutes) * 60 + seconds) * 1_000_000 + Number((match[5] ?? '').padEnd(6, '0'));
  return ok({ date: date.value, dayMicros, offsetMinutes: offsetMinutes(match[6]) });
}

function offsetMinutes(zone: string | undefined): number | null {
  if (zone === undefined) return null;
  if (zone === 'Z') return 0;
  const sign = zone.startsWith('-') ? -1 : 1;
  return sign * (Number(zone.slice(1, 3)) * 60 + Number(zone.slice(-2)));
}

/** Reads an instant with Z or an offset, as micros. */
export function parseInstant(text: string): Result<number> {
  const written = parseWrittenTime(text);
  if (!written.ok) return written;
  const { date, dayMicros, offsetMinutes: offset } = written.value;
  if (offset === null) return err(failure('BAD_DATE', `"${text.slice(0, 40)}" has no offset, so it names no instant`));
  return ok(microsOfDate(date) + dayMicros - offset * 60_000_000);
}
