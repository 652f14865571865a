import type { Address } from '../facts/index.ts';
import { nameWords } from './names.ts';

/** USPS Publication 28: street suffixes and directions in their short form. */
const STREET_WORDS: ReadonlyMap<string, string> = new Map([
  ['STREET', 'ST'],
  ['STR', 'ST'],
  ['AVENUE', 'AVE'],
  ['AV', 'AVE'],
  ['ROAD', 'RD'],
  ['DRIVE', 'DR'],
  ['BOULEVARD', 'BLVD'],
  ['LANE', 'LN'],
  ['COURT', 'CT'],
  ['PLACE', 'PL'],
  ['TERRACE', 'TER'],
  ['HIGHWAY', 'HWY'],
  ['PARKWAY', 'PKWY'],
  ['CIRCLE', 'CIR'],
  ['NORTH', 'N'],
  ['SOUTH', 'S'],
  ['EAST', 'E'],
  ['WEST', 'W'],
]);
const UNIT = /(?:\b(?:APT|APARTMENT|UNIT|STE|SUITE|RM|ROOM|FL|FLOOR|BLDG|NO)\b\.?\s*|#\s*)[\w-]+/gi;

/** House number and street words, or null when no building is named. */
function buildingOf(street: string): string | null {
  const words = nameWords(street.replace(UNIT, ' ')).map((word) => STREET_WORDS.get(word) ?? word);
  return words.length >= 2 && words.some((word) => /\d/.test(word)) ? words.join(' ') : null;
}

/**
 * The comparable forms of an address: the building with its ZIP code, and with its city, because either may be missing.
 * A building in no named place is on too many streets of that name to say anything.
 */
export function addressKeys(address: Address): readonly string[] {
  const parts = address.text.split(',').map((part) => part.trim());
  // Some sources write the city into the street.
  const building = buildingOf(address.street?.split(',')[0] ?? parts[0] ?? '');
  if (building === null) return [];
  const zip = (address.zip ?? /\b(\d{5})(?:-\d{4})?\s*$/.exec(address.text)?.[1] ?? '').slice(0, 5);
  const city = nameWords(address.city ?? (address.street === null ? (parts[1] ?? '') : '')).join(' ');
  return [...(/^\d{5}$/.test(zip) ? [`${building} | ${zip}`] : []), ...(city === '' ? [] : [`${building} | ${city}`])];
}

/** The State of a US address: its own field, else the two letters before the ZIP code or at the end of the text. */
export function stateOf(address: Address): string | null {
  if (address.state !== null) return address.state.toUpperCase();
  return /,\s*([A-Z]{2})(?:\s+\d{5}(?:-\d{4})?)?(?:,|\s*$)/.exec(address.text.toUpperCase())?.[1] ?? null;
}

/** The last ten digits; null for short numbers and fillers (one digit repeated, 1234567890). */
export function phoneKey(phone: string): string | null {
  const digits = phone.replace(/\D/g, '').slice(-10);
  return digits.length < 7 || /^(\d)\1+$/.test(digits) || digits === '1234567890' ? null : digits;
}

const NO_MAILBOX = /^(?:none|no|na|n\/a|unknown|noemail|no-email|test|noreply|no-reply)@/;

export function emailKey(email: string): string | null {
  const text = (/<([^<>]+)>/.exec(email)?.[1] ?? email).trim().toLowerCase();
  return /^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(text) && !NO_MAILBOX.test(text) ? text : null;
}

/** Dates that systems fill in when nobody knows the birthday. */
export function isRealBirthDate(date: string): boolean {
  return date.length === 10 && !date.startsWith('1900') && !/^(?:1901|9999|0001)-01-01$/.test(date);
}
