import type { Identifier, IdentifierType } from '../facts/index.ts';
import { editDistance } from './comparators.ts';

/** An identifier in comparable form. `key` joins; `exclusive` names the list in which one holder has one number. */
export type IdentifierKey = {
  readonly type: IdentifierType;
  readonly key: string;
  readonly value: string;
  readonly exclusive: string | null;
  /** As `exclusive`, for papers that are renewed with another number. */
  readonly renewed: string | null;
};

const TAX_TYPES: ReadonlySet<IdentifierType> = new Set(['ssn', 'itin', 'ein', 'tin']);
/** Lists in which a holder has one number for life; a bank has several routing numbers, a person several passports. */
const ONE_PER_HOLDER: ReadonlySet<IdentifierType> = new Set(['ssn', 'itin', 'ein', 'lei', 'rssd']);
const ONE_PER_ISSUER: ReadonlySet<IdentifierType> = new Set(['registration', 'register']);
/** Papers that are renewed: two numbers speak against one holder until a number for life agrees. */
const RENEWED: ReadonlySet<IdentifierType> = new Set(['licence', 'passport']);

const FILLERS = new Set([
  '123456789',
  '987654321',
  '1234567890',
  '0123456789',
  '12345678',
  'UNKNOWN',
  'NONE',
  'NOTPROVIDED',
  'PENDING',
  'APPLIEDFOR',
  'FOREIGN',
]);

function isFiller(value: string): boolean {
  return value.length < 4 || FILLERS.has(value) || /^(.)\1+$/.test(value);
}

/** SSA: no area 000, 666 or 9xx, no group 00, no serial 0000. IRS: an ITIN begins with 9. */
function isPossibleSsn(digits: string): boolean {
  return /^(?!000|666|9)\d{3}(?!00)\d{2}(?!0000)\d{4}$/.test(digits);
}

function isPossibleTaxNumber(type: IdentifierType, value: string): boolean {
  if (!/^\d{9}$/.test(value)) return false;
  if (type === 'ssn') return isPossibleSsn(value) || value.startsWith('9');
  if (type === 'itin') return value.startsWith('9');
  return !value.startsWith('00');
}

/**
 * An identifier ready to compare, or null when it identifies nobody: fillers (000000000, 123456789, one digit repeated),
 * too short values, tax numbers that cannot exist. A type "tin" meets an SSN or EIN of the same digits.
 */
export function identifierKey(identifier: Identifier, source: string): IdentifierKey | null {
  const { type, issuer } = identifier;
  if (type === 'list-entry') return listEntryKey(identifier);
  const value = identifier.value
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^\p{L}\p{N}]+/gu, '');
  if (isFiller(value)) return null;
  if (TAX_TYPES.has(type)) {
    if (!isPossibleTaxNumber(type, value)) return null;
    return { type, key: `tin ${value}`, value, exclusive: type === 'tin' ? null : type, renewed: null };
  }
  // A BODS record id names one thing inside its own publication only.
  const list = issuerName(issuer) ?? (type === 'bods-record' || type === 'other' ? source : '');
  const exclusive = ONE_PER_HOLDER.has(type) ? type : ONE_PER_ISSUER.has(type) ? issuerList(identifier) : null;
  const renewed = RENEWED.has(type) ? issuerList(identifier) : null;
  return { type, key: `${type} ${list} ${value}`, value, exclusive, renewed };
}

/** The number by which a publisher calls a party in all its files: short ones are no fillers, and no digit is a slip. */
function listEntryKey({ type, value, issuer }: Identifier): IdentifierKey {
  const list = `${type} ${issuer ?? ''}`;
  return { type, key: `${list} ${value}`, value, exclusive: list, renewed: null };
}

function issuerName(issuer: string | null): string | null {
  const name = issuer?.trim().toUpperCase() ?? null;
  return name === 'USA' ? 'US' : name;
}

/** The list a number is in: its issuer, else the prefix of "US-DE:1234567"; without either it excludes nothing. */
function issuerList({ type, value, issuer }: Identifier): string | null {
  const list = issuerName(issuer ?? /^([A-Za-z-]{2,}):/.exec(value)?.[1] ?? null);
  return list === null ? null : `${type} ${list}`;
}

/** One digit wrong, missing or swapped with its neighbour: the slips of a clerk's hand. */
export function isNearIdentifier(a: string, b: string): boolean {
  return a !== b && Math.min(a.length, b.length) >= 7 && editDistance(a, b, 1) === 1;
}
