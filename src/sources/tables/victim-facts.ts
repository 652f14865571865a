import {
  type Currency,
  type DateText,
  dayNumber,
  type ErrorCode,
  isCurrency,
  moneyText,
  parseDate,
  parseMoney,
} from '../../core/index.ts';
import { isPseudonym, VICTIM_FACT_CATEGORIES, type VictimFact } from '../../facts/index.ts';
import { factIdOf, refuseRow } from '../row.ts';
import { identityIn } from './identity-screen.ts';
import type { Cells, RowFacts, RowPlace, Target } from './target.ts';

/** A note says where a figure comes from; what is longer is a narrative, which does not belong into the graph. */
const NOTE_CHARACTERS = 500;

/** No message of this table repeats a cell: a name that slipped into a wrong column must not reach a log (R18). */
function refuseCell(code: ErrorCode, field: string, why: string): never {
  return refuseRow(code, `${field} ${why}`);
}

function victimOf(cells: Cells): string {
  const victim = cells('victim') ?? refuseCell('MISSING_VALUE', 'victim', 'is empty');
  if (isPseudonym(victim)) return victim;
  return refuseCell('BAD_IDENTIFIER', 'victim', 'is not a pseudonym of the vault, such as V-4k7q2m9x');
}

function categoryOf(cells: Cells): VictimFact['category'] {
  const text = cells('category')?.toUpperCase() ?? refuseCell('MISSING_VALUE', 'category', 'is empty');
  const category = VICTIM_FACT_CATEGORIES.find((item) => item === text);
  return category ?? refuseCell('BAD_CODE', 'category', `is not one of ${VICTIM_FACT_CATEGORIES.join(', ')}`);
}

function dateOf(cells: Cells, field: 'from' | 'to'): DateText | null {
  const text = cells(field);
  if (text === null) return null;
  const date = parseDate(text);
  return date.ok ? date.value : refuseCell('BAD_DATE', field, 'is not a full date that exists');
}

function currencyOf(cells: Cells): Currency | null {
  const text = cells('currency');
  if (text === null) return null;
  return isCurrency(text) ? text : refuseCell('BAD_CODE', 'currency', 'is not an ISO 4217 code');
}

function sumOf(cells: Cells, field: 'rate' | 'amount', currency: Currency | null): string | null {
  const text = cells(field);
  if (text === null) return null;
  const money = parseMoney(text, currency ?? refuseCell('MISSING_VALUE', 'currency', `is empty and ${field} is not`));
  if (!money.ok || money.value.units < 0n)
    return refuseCell('BAD_AMOUNT', field, 'is not a plain decimal of 0 or more');
  return moneyText(money.value);
}

/** Hours from `from` to `to` in all, to the hundredth: never more than 24 for each day of the span. */
function hoursOf(cells: Cells, from: DateText | null, to: DateText | null): string | null {
  const text = cells('hours');
  if (text === null) return null;
  if (!/^\d{1,6}(?:\.\d{1,2})?$/.test(text))
    refuseCell('BAD_AMOUNT', 'hours', 'is not a plain decimal such as 40 or 7.50');
  if (from === null || to === null) return text;
  const days = dayNumber(to) - dayNumber(from) + 1;
  return Number(text) <= days * 24 ? text : refuseCell('BAD_AMOUNT', 'hours', `is more than ${days} days have`);
}

function noteOf(cells: Cells): string | null {
  const text = cells('source_note');
  if (text === null) return null;
  if (text.length > NOTE_CHARACTERS)
    refuseCell('BAD_ROW', 'source_note', `has more than ${NOTE_CHARACTERS} characters`);
  const found = identityIn(text);
  return found === null ? text : refuseCell('IDENTITY_IN_TEXT', 'source_note', `holds what looks like ${found}`);
}

/** Labour is worth nothing without a measure of it, every other category nothing without money. */
function requireMeasure({ category, from, to, hours, amount }: Omit<VictimFact, 'kind' | 'id' | 'record'>): void {
  if (category !== 'LABOUR') {
    if (amount === null) refuseCell('MISSING_VALUE', 'amount', `is empty, and ${category} is a sum of money`);
    return;
  }
  if (hours === null && (from === null || to === null))
    refuseCell('MISSING_VALUE', 'hours', 'is empty, and LABOUR needs hours, or from and to');
}

function readVictimFact(cells: Cells, { record }: RowPlace): RowFacts {
  const [victim, category, from, to] = [victimOf(cells), categoryOf(cells), dateOf(cells, 'from'), dateOf(cells, 'to')];
  if (from !== null && to !== null && from > to) refuseCell('BAD_DATE', 'to', 'lies before from');
  const currency = currencyOf(cells);
  const said = {
    victim,
    category,
    from,
    to,
    hours: hoursOf(cells, from, to),
    rate: sumOf(cells, 'rate', currency),
    amount: sumOf(cells, 'amount', currency),
    currency,
    note: noteOf(cells),
  };
  requireMeasure(said);
  return { date: null, facts: [{ kind: 'victim-fact', id: factIdOf(record, 'victim-fact', ''), record, ...said }] };
}

/** Rows of redress-victim-facts: one loss, gain or stretch of labour of a victim under their pseudonym (interface 2). */
export const victimFactsTarget: Target = {
  fields: ['victim', 'category', 'from', 'to', 'hours', 'rate', 'amount', 'currency', 'source_note'],
  required: ['victim', 'category'],
  withholds: true,
  read: readVictimFact,
};
