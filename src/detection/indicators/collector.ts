/**
 * Flags: an account that takes in from 3 or more payers and sends 80 percent or more of it to accounts that themselves take in from 3 or more.
 * Matters: people under control hand on what others earn; the collector's account is the first of two levels of fan-in.
 * Innocent: a club treasurer, a team captain or a savings circle, who gather dues and pay a shop or a landlord.
 * Parameters: 3 payers on both levels (default), 0.8 of the debits (default); merchants, lenders and landlords are no second level.
 * Source: FINTRAC-2021-OA001 (collectors; "few other debits"); detection 1.3 row 31.
 * Cost: one pass to count payers of every account, one to judge.
 */
import { type AccountId, scoreText, sortedUnique } from '../../core/index.ts';
import { ratio, sumTicks } from '../amounts.ts';
import { type Hit, windowOf } from '../finding.ts';
import { isInLine } from '../lines-of-business.ts';
import type { Movement } from '../movement.ts';
import { type AccountFlow, flowOf, isOwnTransfer, isPerson, profileOf, recordsOf, type View } from '../view.ts';
import type { Indicator } from './indicator.ts';

const MIN_PAYERS = 3;
const MIN_SHARE = 0.8;

/** Distinct payers of an account; cash counts by its depositor when the row names one. */
function payersOf(flow: AccountFlow): string[] {
  return sortedUnique(
    flow.credits
      .filter((credit) => !isOwnTransfer(credit))
      .flatMap((credit) => credit.from.entity ?? credit.conductor ?? []),
  );
}

function isTrade(view: View, debit: Movement): boolean {
  const naics = profileOf(view, debit.to.entity)?.naics ?? [];
  const trades = [
    'landlord',
    'lender',
    'bank',
    'remitter',
    'retail',
    'lodging',
    'tax',
    'processor',
    'payroll',
  ] as const;
  return (
    ['rent', 'living', 'loan', 'remitter', 'payroll-tax'].includes(debit.reading.purpose) ||
    trades.some((line) => isInLine(naics, line))
  );
}

function judge(view: View, account: AccountId, flow: AccountFlow): Hit | null {
  const payers = payersOf(flow);
  const [owner = null] = view.ownersOf.get(account) ?? [];
  if (payers.length < MIN_PAYERS || !isPerson(view, owner)) return null;
  const onward = flow.debits.filter(
    (debit) =>
      debit.to.account !== null &&
      !isOwnTransfer(debit) &&
      !isTrade(view, debit) &&
      payersOf(flowOf(view, debit.to.account)).length >= MIN_PAYERS,
  );
  const share = ratio(sumTicks(onward), sumTicks(flow.debits));
  if (share === null || share < MIN_SHARE) return null;
  return {
    subjects: [account, ...sortedUnique(onward.flatMap((debit) => debit.to.account ?? []))],
    window: windowOf([...flow.credits, ...onward]),
    value: scoreText(share),
    threshold: scoreText(MIN_SHARE),
    inputs: { payers: payers.length, onward: onward.length, debits: flow.debits.length },
    records: recordsOf([...flow.credits, ...onward]),
    counterEvidence: [],
  };
}

export const collector: Indicator = {
  id: 'collector',
  row: 31,
  version: '1.0.0',
  family: 'N',
  thresholdSource: 'default',
  about: {
    flags:
      'an account that takes in from 3 or more payers and sends 80 percent or more of it to accounts that themselves take in from 3 or more.',
    matters:
      "people under control hand on what others earn; the collector's account is the first of two levels of fan-in.",
    innocent: 'a club treasurer, a team captain or a savings circle, who gather dues and pay a shop or a landlord.',
    parameters:
      '3 payers on both levels (default), 0.8 of the debits (default); merchants, lenders and landlords are no second level.',
    source: 'FINTRAC-2021-OA001 (collectors; "few other debits"); detection 1.3 row 31.',
    cost: 'one pass to count payers of every account, one to judge.',
  },
  hits: (view) => [...view.flows].flatMap(([account, flow]) => judge(view, account, flow) ?? []),
};
