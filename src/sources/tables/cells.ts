import {
  type DateText,
  isCurrency,
  type Money,
  type PartialDate,
  parseDate,
  parseMoney,
  parsePartialDate,
} from '../../core/index.ts';
import type { Address, Identifier, IdentifierType } from '../../facts/index.ts';
import { inField, refuseRow } from '../row.ts';
import { identityNumber } from '../stated.ts';
import type { Cells } from './target.ts';

export function requiredCell(cells: Cells, field: string): string {
  return cells(field) ?? refuseRow('MISSING_VALUE', `${field} is empty`);
}

export function currencyCell(cells: Cells, field: string): string {
  const text = requiredCell(cells, field);
  if (!isCurrency(text)) refuseRow('BAD_CODE', `${field} "${text.slice(0, 40)}" is not an ISO 4217 code`);
  return text;
}

/** An amount that the row must state, of any sign. */
export function amountCell(cells: Cells, field: string, currency: string): Money {
  return inField(field, parseMoney(requiredCell(cells, field), currency));
}

/** An amount that must be above zero: money that moved. */
export function positiveAmountCell(cells: Cells, field: string, currency: string): Money {
  const money = amountCell(cells, field, currency);
  if (money.units <= 0n) refuseRow('BAD_AMOUNT', `${field} "${cells(field)}" is not above zero`);
  return money;
}

/** An amount that may be absent; when it is there it is not negative. */
export function optionalAmountCell(cells: Cells, field: string, currencyField: string): Money | null {
  if (cells(field) === null) return null;
  const money = amountCell(cells, field, currencyCell(cells, currencyField));
  if (money.units < 0n) refuseRow('BAD_AMOUNT', `${field} "${cells(field)}" is negative`);
  return money;
}

export function dateCell(cells: Cells, field: string): DateText | null {
  const text = cells(field);
  return text === null ? null : inField(field, parseDate(text));
}

export function partialDateCell(cells: Cells, field: string): PartialDate | null {
  const text = cells(field);
  return text === null ? null : inField(field, parsePartialDate(text));
}

/** One code of a closed list, or null when the cell is empty. */
export function codeCell<T extends string>(cells: Cells, field: string, codes: readonly T[]): T | null {
  const text = cells(field);
  if (text === null) return null;
  const code = codes.find((item) => item === text.toLowerCase());
  return code ?? refuseRow('BAD_CODE', `${field} "${text.slice(0, 40)}" is not one of ${codes.join(', ')}`);
}

const ID_TYPES: readonly IdentifierType[] = ['ssn', 'itin', 'ein', 'passport', 'licence', 'registration', 'other'];

/** An identifier from its type and value cells; "US-DE:1234567" states the issuer before the colon. */
export function identifierCell(cells: Cells, typeField: string, valueField: string): Identifier | null {
  const text = cells(valueField);
  const type = codeCell(cells, typeField, ID_TYPES) ?? 'other';
  if (text === null) return null;
  const issued = /^([A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,6})?):(.+)$/.exec(text);
  const issuer = issued?.[1]?.toUpperCase() ?? null;
  const value = identityNumber(issued?.[2] ?? text);
  if (value === '') return null;
  if (type !== 'registration') return { type, value, issuer };
  if (issuer === null)
    refuseRow('BAD_IDENTIFIER', `${valueField} "${text.slice(0, 40)}" names no register (US-DE:1234567)`);
  return { type, value: `${issuer}:${value}`, issuer };
}

/** An address in one text; its parts are told apart only in the plain form "street, city, ST 12345". */
export function addressOfText(text: string): Address {
  const match = /^(.+),\s*([^,]+),\s*([A-Za-z]{2})\s+(\d{5}(?:-?\d{4})?)$/.exec(text);
  const [, street = null, city = null, state = null, zip = null] = match ?? [];
  return { text, street, city, state: state?.toUpperCase() ?? null, zip, country: match === null ? null : 'US' };
}

export function wholeNumberCell(cells: Cells, field: string): number | null {
  const text = cells(field);
  if (text === null) return null;
  if (!/^\d{1,15}$/.test(text)) refuseRow('BAD_AMOUNT', `${field} "${text.slice(0, 40)}" is not a whole number`);
  return Number(text);
}
