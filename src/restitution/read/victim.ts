import type { DateText } from '../../core/index.ts';
import { sumCents } from '../cents.ts';
import { type Gross, type GrossReceipt, LOSS_CATEGORIES, type Loss, type VictimEntry } from '../file.ts';
import { type Statute, statuteOf } from '../rules.ts';
import {
  at,
  centsAt,
  choiceAt,
  dateAt,
  type Fields,
  type FilePlace,
  flagAt,
  has,
  itemsAt,
  named,
  openFields,
  type Problems,
  refuse,
  refuseField,
  required,
  shown,
  textAt,
  textsAt,
} from './fields.ts';
import { labourOf } from './labour.ts';

/** Ids that the worksheet gives to the parts of the labour limb; a loss of the file cannot have one of them. */
export const LABOUR_LOSS_IDS = ['GROSS', 'FLSA', 'FLSA_LIQUIDATED'] as const;

const PSEUDONYM = /^[A-Za-z0-9][A-Za-z0-9._:-]{0,79}$/;

export function isPseudonym(text: string): boolean {
  return PSEUDONYM.test(text);
}

/** A pseudonym: letters, digits and . _ : - only. What is not one may be a name, and is not repeated in the message. */
export function pseudonymAt(fields: Fields, name: string): string | null {
  const text = textAt(fields, name);
  if (text === null || isPseudonym(text)) return text;
  return refuseField(fields, name, `${name} is not a pseudonym of letters, digits and . _ : -`);
}

function lossOf(value: unknown, place: FilePlace, problems: Problems): Loss {
  const own = ['category', 'amount', 'projected', 'lossId', 'sameHoursAsLabour'];
  const fields = openFields(value, place, problems, [...own, 'from', 'to', 'basis', 'sourceIds']);
  const category = required(fields, 'category', choiceAt(fields, 'category', LOSS_CATEGORIES), 'F');
  const lossId = required(fields, 'lossId', textAt(fields, 'lossId'), '');
  if (LABOUR_LOSS_IDS.some((id) => id === lossId))
    refuseField(fields, 'lossId', `the loss id ${lossId} is kept for the labour limb`);
  return {
    lossId,
    category,
    amount: required(fields, 'amount', centsAt(fields, 'amount'), 0n),
    projected: flagAt(fields, 'projected'),
    sameHoursAsLabour: flagAt(fields, 'sameHoursAsLabour'),
    from: dateAt(fields, 'from'),
    to: dateAt(fields, 'to'),
    basis: textAt(fields, 'basis'),
    sourceIds: textsAt(fields, 'sourceIds'),
  };
}

function receiptOf(value: unknown, place: FilePlace, problems: Problems): GrossReceipt {
  const fields = openFields(value, place, problems, ['id', 'amount', 'apportioned', 'at', 'sourceIds']);
  return {
    id: required(fields, 'id', textAt(fields, 'id'), ''),
    amount: required(fields, 'amount', centsAt(fields, 'amount'), 0n),
    apportioned: flagAt(fields, 'apportioned'),
    sourceIds: textsAt(fields, 'sourceIds'),
  };
}

/** `grossValue`: a decimal text, or the range with its method and the receipts that it is made of. */
function grossAt(fields: Fields): Gross | null {
  if (!has(fields, 'grossValue')) return null;
  const value = fields.values.grossValue;
  if (typeof value !== 'object')
    return { likely: centsAt(fields, 'grossValue') ?? 0n, low: null, high: null, method: null, receipts: [] };
  const known = ['low', 'likely', 'high', 'method', 'receipts'];
  const inner = openFields(value, at(fields.place, 'grossValue'), fields.problems, known);
  const receipts = itemsAt(inner, 'receipts').map((item) => receiptOf(item.value, item.place, fields.problems));
  const stated = centsAt(inner, 'likely');
  if (stated === null && receipts.length === 0) refuseField(inner, 'likely', 'likely is missing');
  return {
    likely: stated ?? sumCents(receipts.map(({ amount }) => amount)),
    low: centsAt(inner, 'low'),
    high: centsAt(inner, 'high'),
    method: textAt(inner, 'method'),
    receipts,
  };
}

function statutesAt(fields: Fields): Statute[] {
  const found = itemsAt(fields, 'statutes').flatMap(({ value, place }) => {
    const statute = typeof value === 'string' ? statuteOf(value) : null;
    if (statute !== null) return [statute];
    refuse(
      fields.problems,
      place,
      `the statute ${shown(value, /^\d[\w().]{0,11}$/)} is none that orders restitution here, and no such count`,
    );
    return [];
  });
  if (itemsAt(fields, 'statutes').length === 0) refuseField(fields, 'statutes', 'no statute is named');
  return [...new Set(found)];
}

function offenceAt(fields: Fields): readonly [DateText, DateText] | null {
  if (!has(fields, 'offence')) return null;
  const list = fields.values.offence;
  const [from, to] = Array.isArray(list) && list.length === 2 ? (list as unknown[]) : [];
  const pair = openFields({ from, to }, at(fields.place, 'offence'), fields.problems, ['from', 'to']);
  const [first, last] = [dateAt(pair, 'from'), dateAt(pair, 'to')];
  if (first === null || last === null) {
    if (!has(pair, 'from') || !has(pair, 'to')) refuseField(fields, 'offence', 'offence is not a pair of dates');
    return null;
  }
  return last < first
    ? refuseField(fields, 'offence', `the offence ends on ${last}, before it begins`, 'BAD_DATE')
    : [first, last];
}

/** One dollar of loss has one loss id (legal-and-evidence 2.3): a repeat would be paid for twice. */
function refuseRepeats(fields: Fields, losses: readonly Loss[]): void {
  const seen = new Set<string>();
  for (const [index, { lossId }] of losses.entries()) {
    if (seen.has(lossId)) refuse(fields.problems, at(at(fields.place, 'losses'), index), 'the loss id stands twice');
    seen.add(lossId);
  }
}

export function victimOf(value: unknown, place: FilePlace, problems: Problems, workweekStart: number): VictimEntry {
  const known = ['id', 'statutes', 'offence', 'commercialSexActs', 'losses', 'grossValue', 'labour'];
  const opened = openFields(value, place, problems, known);
  const id = required(opened, 'id', pseudonymAt(opened, 'id'), '');
  const fields = named(opened, { victim: id });
  const losses = itemsAt(fields, 'losses').map((item) => lossOf(item.value, item.place, problems));
  refuseRepeats(fields, losses);
  return {
    id,
    statutes: statutesAt(fields),
    offence: offenceAt(fields),
    commercialSexActs: flagAt(fields, 'commercialSexActs'),
    losses,
    gross: grossAt(fields),
    labour: labourOf(fields.values.labour, at(fields.place, 'labour'), problems, workweekStart),
  };
}
