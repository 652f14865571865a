import type { Party } from '../../facts/index.ts';
import { partyFact } from '../party.ts';
import { factIdOf, partyIdOf, refuseRow } from '../row.ts';
import { wholeName } from '../stated.ts';
import { amountCell, currencyCell, dateCell, wholeNumberCell } from './cells.ts';
import type { Cells, RowFacts, RowPlace, Target } from './target.ts';

function institutionOf(cells: Cells, end: 'from' | 'to', row: RowPlace): Party {
  const [name, value, country] = [cells(`${end}_name`), cells(`${end}_id`), cells(`${end}_country`)];
  if (name === null && value === null) refuseRow('MISSING_VALUE', `${end}_name and ${end}_id are both empty`);
  const blank = { street: null, city: null, state: null, zip: null };
  return partyFact(
    { id: partyIdOf(row.source, row.locator, end), record: row.record, role: 'flow-institution' },
    {
      entityKind: 'organisation',
      names: name === null ? [] : [wholeName(name)],
      identifiers: value === null ? [] : [{ type: 'register', value, issuer: cells('id_issuer') }],
      addresses: country === null ? [] : [{ ...blank, text: country, country }],
    },
  );
}

function readFlow(cells: Cells, row: RowPlace): RowFacts {
  const from = institutionOf(cells, 'from', row);
  const to = institutionOf(cells, 'to', row);
  const amount = amountCell(cells, 'amount', currencyCell(cells, 'currency'));
  if (amount.units < 0n) refuseRow('BAD_AMOUNT', `amount "${cells('amount')}" is negative`);
  const [start, end] = [dateCell(cells, 'start'), dateCell(cells, 'end')];
  const id = factIdOf(row.record, 'aggregate-flow', '');
  const count = wholeNumberCell(cells, 'count');
  return {
    date: end ?? start,
    facts: [
      from,
      to,
      { kind: 'aggregate-flow', id, record: row.record, from: from.id, to: to.id, start, end, count, amount },
    ],
  };
}

/** Totals between two institutions over a span: never transfers (interface 2). Equal rows stay apart. */
export const aggregateFlowsTarget: Target = {
  fields: [
    'from_id',
    'from_name',
    'from_country',
    'to_id',
    'to_name',
    'to_country',
    'id_issuer',
    'start',
    'end',
    'count',
    'amount',
    'currency',
  ],
  required: ['amount', 'currency'],
  read: readFlow,
};
