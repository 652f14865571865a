/**
 * Flags: one account that takes in the wages of 3 or more differently named people.
 * Matters: whoever holds the account holds the pay of workers who do not reach it themselves.
 * Innocent: a married couple, a family whose children work, or a crew leader whom the crew asked to cash for them.
 * Parameters: 3 payees ("multiple employees", source); two spellings of one name are one payee.
 * Source: FIN-2020-A008 typology 2; detection 1.3 row 44.
 * Cost: one pass over the wage credits of each account.
 */
import type { AccountId } from '../../core/index.ts';
import { type Hit, windowOf } from '../finding.ts';
import { countDistinctNames } from '../name-likeness.ts';
import { wageCredits } from '../pay-cycles.ts';
import { type AccountFlow, labelOf, recordsOf, type View } from '../view.ts';
import type { Indicator } from './indicator.ts';

const MIN_PAYEES = 3;

function judge(view: View, account: AccountId, flow: AccountFlow): Hit | null {
  const wages = wageCredits(flow);
  const payees = [...new Set(wages.flatMap((wage) => wage.namedPayee ?? []))];
  const distinct = countDistinctNames(payees.map((payee) => labelOf(view, payee)));
  if (distinct < MIN_PAYEES) return null;
  return {
    subjects: [account, ...payees.filter((payee) => !view.ownersOf.get(account)?.includes(payee))],
    window: windowOf(wages),
    value: `${distinct} payees`,
    threshold: `${MIN_PAYEES} payees`,
    inputs: { payees: distinct, wages: wages.length },
    records: recordsOf(wages),
    counterEvidence: [],
  };
}

export const manyWagesOneAccount: Indicator = {
  id: 'many-wages-one-account',
  row: 44,
  version: '1.0.0',
  family: 'W',
  thresholdSource: 'source',
  about: {
    flags: 'one account that takes in the wages of 3 or more differently named people.',
    matters: 'whoever holds the account holds the pay of workers who do not reach it themselves.',
    innocent: 'a married couple, a family whose children work, or a crew leader whom the crew asked to cash for them.',
    parameters: '3 payees ("multiple employees", source); two spellings of one name are one payee.',
    source: 'FIN-2020-A008 typology 2; detection 1.3 row 44.',
    cost: 'one pass over the wage credits of each account.',
  },
  hits: (view) => [...view.flows].flatMap(([account, flow]) => judge(view, account, flow) ?? []),
};
