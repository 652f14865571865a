import { TRACE_METHODS } from './method.ts';
import type { StatementTrace } from './statement.ts';

/** A table of texts, as the exporters print them. */
export type Worksheet = { readonly header: readonly string[]; readonly rows: readonly (readonly string[])[] };

/**
 * The running ledger of a trace: one row a movement with the records it rests on, the balance after it and what each
 * method leaves of the claims. The first row is the opening. Nobody is named in it: tags and records only.
 */
export function traceWorksheet({ trace, openingBalance, lines }: StatementTrace): Worksheet {
  const opening = [
    openingBalance?.asOf ?? '',
    openingBalance?.record ?? '',
    trace.opening.known ? 'opening' : 'opening, least possible',
    '',
    '',
    trace.opening.amount,
    ...TRACE_METHODS.map(() => ''),
  ];
  const rows = lines.map(({ date, records, tag, credit, debit, balance, claims }) => [
    date,
    records.join(' '),
    tag ?? '',
    credit,
    debit,
    balance,
    ...TRACE_METHODS.map((method) => claims[method]),
  ]);
  return { header: ['date', 'records', 'tag', 'in', 'out', 'balance', ...TRACE_METHODS], rows: [opening, ...rows] };
}
