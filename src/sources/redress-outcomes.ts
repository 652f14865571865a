import { isId, moneyText, ok, parseDate, parseInstant, parseMoney, type Result } from '../core/index.ts';
import { isPseudonym, type Locator, OUTCOME_TYPES, type Outcome, type OutcomeType } from '../facts/index.ts';
import { faithfulContent, type JsonItem, parseItem, readJsonItems } from './guarded/json.ts';
import { assertStorable } from './guarded/text.ts';
import { attemptRow, factIdOf, recordIdOf, refuseRow, WITHHELD } from './row.ts';
import { contactIn } from './tables/identity-screen.ts';
import type { Format, FormatReader, ReadInput, Row } from './types.ts';

const FIELDS = ['id', 'type', 'lead', 'asset', 'victim', 'amount', 'at', 'authority', 'document'] as const;
type Field = (typeof FIELDS)[number];
type Fields = (field: Field) => string | null;

/** Acts on property: they say nothing without the asset, or the lead whose assets are meant. */
const ON_PROPERTY: readonly OutcomeType[] = ['tro', 'restraint', 'seizure', 'forfeiture', 'transfer_1594f', 'recall'];
/** Sums that a victim's balance is made of. */
const OF_MONEY: readonly OutcomeType[] = ['order', 'payment', 'transfer_1594f'];

const MOST_CHARACTERS: Partial<Record<Field, number>> = { id: 80, authority: 500, document: 500 };

function fieldsOf(value: object): Fields {
  const strange = Object.keys(value).findIndex((key) => !(FIELDS as readonly string[]).includes(key));
  if (strange >= 0) refuseRow('BAD_ROW', `field ${strange + 1} of the row is none of ${FIELDS.join(', ')}`);
  return (field) => {
    const cell: unknown = Object.hasOwn(value, field) ? Reflect.get(value, field) : null;
    if (cell === null) return null;
    if (typeof cell !== 'string') return refuseRow('BAD_ROW', `${field} is not a text`);
    const most = MOST_CHARACTERS[field] ?? 80;
    if (cell.length > most) refuseRow('BAD_ROW', `${field} has more than ${most} characters`);
    return cell.trim() === '' ? null : cell.trim();
  };
}

function required(fields: Fields, field: Field): string {
  return fields(field) ?? refuseRow('MISSING_VALUE', `${field} is missing`);
}

/** A field whose form is told by a test; the message never repeats what stands there. */
function formed(fields: Fields, field: Field, holds: (text: string) => boolean, form: string): string | null {
  const text = fields(field);
  if (text === null || holds(text)) return text;
  return refuseRow('BAD_IDENTIFIER', `${field} is not ${form}`);
}

/** Free text is screened before it is stored (legal-and-evidence 6.3). */
function screened(fields: Fields, field: 'authority' | 'document'): string | null {
  const text = fields(field);
  const found = text === null ? null : contactIn(text);
  return found === null ? text : refuseRow('IDENTITY_IN_TEXT', `${field} holds what looks like ${found}`);
}

/** Senders number their outcomes in every form, so that only an address is told from an id. */
function referenceOf(fields: Fields): string {
  const isNone = (text: string) => !text.includes('@');
  return formed(fields, 'id', isNone, 'an id: it holds an address') ?? required(fields, 'id');
}

function typeOf(fields: Fields): OutcomeType {
  const text = required(fields, 'type');
  const type = OUTCOME_TYPES.find((item) => item === text);
  return type ?? refuseRow('BAD_CODE', `type is not one of ${OUTCOME_TYPES.join(', ')}`);
}

function amountOf(fields: Fields, type: OutcomeType): string | null {
  const text = fields('amount');
  if (text === null) return OF_MONEY.includes(type) ? required(fields, 'amount') : null;
  const money = parseMoney(text, 'USD');
  if (money.ok && money.value.units > 0n) return moneyText(money.value);
  return refuseRow('BAD_AMOUNT', 'amount is not a plain decimal above zero');
}

function atOf(fields: Fields): string {
  const text = required(fields, 'at');
  const exists = parseDate(text).ok || parseInstant(text).ok;
  return exists ? text : refuseRow('BAD_DATE', 'at is neither a date nor an instant with Z or an offset');
}

/** Reads one row. Refuses it by throwing (see row.ts). */
function outcomeOf(value: unknown, record: Outcome['record']): Outcome {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return refuseRow('BAD_ROW', 'the row is not an object');
  const fields = fieldsOf(value);
  const outcomeType = typeOf(fields);
  const lead = formed(fields, 'lead', (text) => isId('led', text), 'the id of a lead (led_…)');
  const isThing = (text: string) => isId('ast', text) || isId('acc', text);
  const asset = formed(fields, 'asset', isThing, 'the id of an asset or an account (ast_…, acc_…)');
  const victim = formed(fields, 'victim', isPseudonym, 'a pseudonym of the vault, such as V-4k7q2m9x');
  if (lead === null && asset === null && (victim === null || ON_PROPERTY.includes(outcomeType)))
    refuseRow('MISSING_VALUE', `${outcomeType} names neither a lead nor an asset`);
  return {
    kind: 'outcome',
    id: factIdOf(record, 'outcome', ''),
    record,
    reference: referenceOf(fields),
    outcomeType,
    lead,
    asset,
    victim,
    amount: amountOf(fields, outcomeType),
    at: atOf(fields),
    authority: screened(fields, 'authority'),
    document: screened(fields, 'document'),
  };
}

/** What is refused may name a victim in any field, so it is not shown (R18); the line is told. */
function readRow(item: JsonItem, { sha256, fileName }: ReadInput): Row {
  const value = parseItem(item, fileName);
  const content = faithfulContent(item);
  const locator: Locator = item.inArray
    ? { kind: 'pointer', pointer: `/${item.index}` }
    : { kind: 'line', line: item.line };
  const read: Result<Outcome> = attemptRow(() => {
    assertStorable(content);
    return outcomeOf(value, recordIdOf(sha256, locator));
  });
  if (!read.ok) return { kind: 'refused', locator, failure: read.error, raw: WITHHELD };
  return { kind: 'kept', locator, content, date: null, facts: [read.value] };
}

const readOutcomes: FormatReader = async function* readNdjson(input) {
  const place = { file: input.fileName, firstLine: input.within?.firstLine ?? null };
  for await (const items of readJsonItems(input.open(), place)) yield items.map((item) => readRow(item, input));
};

/** The first object of a head, when it is flat, as every outcome is. */
function firstObject(head: string): unknown {
  const text = /^(?:\[\s*)?(\{[^{}]*\})/.exec(head.slice(0, 16_000).trimStart())?.[1];
  try {
    return text === undefined ? null : JSON.parse(text);
  } catch {
    return null;
  }
}

/** What became of leads, assets and victims' money: one outcome a line (interface 1, `record`). */
export const redressOutcomes: Format = {
  id: 'redress-outcomes',
  defaultClass: 'PROCESS_OBTAINED',
  sniff: ({ text }) => {
    const first = firstObject(text);
    if (typeof first !== 'object' || first === null || !('id' in first && 'type' in first && 'at' in first))
      return null;
    return (OUTCOME_TYPES as readonly unknown[]).includes(first.type) ? ok('redress-outcomes') : null;
  },
  read: readOutcomes,
  cutting: () => 'after-json-value',
};
