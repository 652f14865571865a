import { statedText } from '../stated.ts';
import type { Cells } from '../tables/target.ts';
import { plainAmount } from './amount-form.ts';
import { dateReader } from './date-pattern.ts';
import type { TableMap } from './table-map.ts';

const AMOUNT_FIELDS = new Set(['amount', 'balance', 'value', 'lien_amount']);
const DATE_FIELDS = new Set(['posted_at', 'opened_on', 'closed_on', 'as_of', 'value_as_of', 'start', 'end']);

/** Makes the fields of the target out of the columns of a row. `column` gives the text of a column, or null. */
export function createMappedCells(map: TableMap): (column: (wanted: string | number) => string | null) => Cells {
  const patterns = map.datePatterns.map(dateReader);
  const asDate = (text: string): string => {
    for (const read of patterns) {
      const date = read(text);
      if (date !== null) return date;
    }
    return text;
  };
  return (column) => (field) => {
    const wanted = map.columns[field];
    const text = wanted === undefined ? (map.constants[field] ?? null) : statedText(column(wanted));
    if (text === null) return null;
    if (AMOUNT_FIELDS.has(field)) return plainAmount(text, map);
    return DATE_FIELDS.has(field) ? asDate(text) : text;
  };
}
