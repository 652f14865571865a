import { parseDate } from '../../core/index.ts';
import { locatorText } from '../../facts/index.ts';
import { accountFact, institutionOfText } from '../institution.ts';
import { factIdOf, inField } from '../row.ts';
import { amountCell, codeCell, currencyCell, requiredCell } from './cells.ts';
import type { Cells, RowFacts, RowPlace, Target } from './target.ts';

function readBalance(cells: Cells, row: RowPlace): RowFacts {
  const institution = institutionOfText(cells('institution'), row.source, locatorText(row.locator));
  const account = accountFact(row.record, institution, requiredCell(cells, 'account'));
  const asOf = inField('as_of', parseDate(requiredCell(cells, 'as_of')));
  // An overdrawn account has a balance below zero.
  const amount = amountCell(cells, 'balance', currencyCell(cells, 'currency'));
  const balanceKind = codeCell(cells, 'kind', ['ledger', 'available']) ?? 'ledger';
  const id = factIdOf(row.record, 'balance', '');
  return {
    // The default as-of counts movements, filings and ownership statements only (interface 3).
    date: null,
    facts: [account, { kind: 'balance', id, record: row.record, account: account.id, asOf, amount, balanceKind }],
  };
}

/** Rows of redress-balances: the stated balance of one account on one day (interface 2). */
export const balancesTarget: Target = {
  fields: ['institution', 'account', 'as_of', 'balance', 'currency', 'kind'],
  required: ['account', 'as_of', 'balance', 'currency'],
  read: readBalance,
};
