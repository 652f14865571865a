/**
 * Flags: an account where half or more of the debits are each preceded within 24 hours by credits of 1.00 to 1.05 times the debit.
 * Matters: someone else feeds the account just enough to cover each withdrawal, as in the Thai ring of FIN-2020-A008.
 * Innocent: a person who keeps savings elsewhere and moves money over before each bill, or a sweep account of a company.
 * Parameters: 1.00 to 1.05 (default), share 0.5 (default), at least 4 debits (default), 24 hours (source).
 * Source: FIN-2020-A008, Thai case; detection 1.3 row 14.
 * Cost: two pointers over each account.
 */
import { scoreText } from '../../core/index.ts';
import { sumTicks } from '../amounts.ts';
import { type Hit, windowOf } from '../finding.ts';
import { followsWithin, type Movement } from '../movement.ts';
import { type AccountFlow, isOwnTransfer, recordsOf, type View } from '../view.ts';
import type { Indicator } from './indicator.ts';

const MIN_SHARE = 0.5;
const MIN_DEBITS = 4;
const HOURS = 24;
const MAX_PERCENT = 105n;

/** Credits in the day before a debit; on rows with dates only, the same and the previous date. */
function creditsBefore(debit: Movement, credits: readonly Movement[]): Movement[] {
  return credits.filter(
    (credit) => debit.day - credit.day <= HOURS / 24 && credit.day <= debit.day && followsWithin(credit, debit, HOURS),
  );
}

function justEnough(debit: Movement, before: readonly Movement[]): boolean {
  const sum = sumTicks(before.filter((credit) => credit.currency === debit.currency));
  return sum >= debit.amount && sum * 100n <= debit.amount * MAX_PERCENT;
}

function judge(account: string, flow: AccountFlow): Hit | null {
  if (flow.debits.length < MIN_DEBITS) return null;
  const credits = flow.credits.filter((credit) => !isOwnTransfer(credit));
  const funded = flow.debits.flatMap((debit) => {
    const before = creditsBefore(debit, credits);
    return justEnough(debit, before) ? [{ debit, before }] : [];
  });
  const share = funded.length / flow.debits.length;
  if (share < MIN_SHARE) return null;
  const cited = funded.flatMap(({ debit, before }) => [...before, debit]);
  return {
    subjects: [account],
    window: windowOf(cited),
    value: scoreText(share),
    threshold: scoreText(MIN_SHARE),
    inputs: { debits: flow.debits.length, fundedDebits: funded.length },
    records: recordsOf(cited),
    counterEvidence: [],
  };
}

export const justEnoughFunding: Indicator = {
  id: 'just-enough-funding',
  row: 14,
  version: '1.0.0',
  family: 'F',
  thresholdSource: 'default',
  about: {
    flags:
      'an account where half or more of the debits are each preceded within 24 hours by credits of 1.00 to 1.05 times the debit.',
    matters:
      'someone else feeds the account just enough to cover each withdrawal, as in the Thai ring of FIN-2020-A008.',
    innocent:
      'a person who keeps savings elsewhere and moves money over before each bill, or a sweep account of a company.',
    parameters: '1.00 to 1.05 (default), share 0.5 (default), at least 4 debits (default), 24 hours (source).',
    source: 'FIN-2020-A008, Thai case; detection 1.3 row 14.',
    cost: 'two pointers over each account.',
  },
  hits: (view: View) => [...view.flows].flatMap(([account, flow]) => judge(account, flow) ?? []),
};
