/**
 * Flags: an account where cash paid in by people who do not hold it is half or more of all credits, in at least 3 deposits.
 * Matters: a controller or a collector pays in takings to an account that stands in another person's name.
 * Innocent: a shop whose clerks carry the takings to the bank, a student fed by parents, a club or charity with many givers.
 * Parameters: share 0.5 ("primarily", source), 3 deposits (default); a deposit without a named conductor is not a third party's.
 * Source: FINTRAC operational alert 2016; detection 1.3 row 9.
 * Cost: one pass over the credits of each account.
 */
import { scoreText } from '../../core/index.ts';
import { ratio, sumTicks } from '../amounts.ts';
import { type Hit, windowOf } from '../finding.ts';
import type { Movement } from '../movement.ts';
import { cashIn, recordsOf, type View } from '../view.ts';
import type { Indicator } from './indicator.ts';

const MIN_SHARE = 0.5;
const MIN_DEPOSITS = 3;

function byOutsider(view: View, deposit: Movement): boolean {
  const depositor = deposit.conductor ?? deposit.from.entity;
  const account = deposit.to.account;
  if (depositor === null || account === null) return false;
  const insiders = [...(view.ownersOf.get(account) ?? []), ...(view.signersOf.get(account) ?? [])];
  return insiders.length > 0 && !insiders.includes(depositor);
}

function hits(view: View): Hit[] {
  return [...view.flows].flatMap(([account, flow]) => {
    const deposits = cashIn(flow).filter((deposit) => byOutsider(view, deposit));
    const currency = deposits[0]?.currency;
    const share = ratio(sumTicks(deposits), sumTicks(flow.credits.filter((credit) => credit.currency === currency)));
    if (deposits.length < MIN_DEPOSITS || share === null || share < MIN_SHARE) return [];
    const depositors = new Set(deposits.map((deposit) => deposit.conductor ?? deposit.from.entity));
    return [
      {
        subjects: [account],
        window: windowOf(deposits),
        value: scoreText(share),
        threshold: scoreText(MIN_SHARE),
        inputs: { deposits: deposits.length, depositors: depositors.size },
        records: recordsOf(deposits),
        counterEvidence: depositors.size === 1 ? ['all of it was paid in by one person, who may be an employee'] : [],
      },
    ];
  });
}

export const thirdPartyCash: Indicator = {
  id: 'third-party-cash',
  row: 9,
  version: '1.0.0',
  family: 'C',
  thresholdSource: 'source',
  about: {
    flags:
      'an account where cash paid in by people who do not hold it is half or more of all credits, in at least 3 deposits.',
    matters: "a controller or a collector pays in takings to an account that stands in another person's name.",
    innocent:
      'a shop whose clerks carry the takings to the bank, a student fed by parents, a club or charity with many givers.',
    parameters:
      'share 0.5 ("primarily", source), 3 deposits (default); a deposit without a named conductor is not a third party\'s.',
    source: 'FINTRAC operational alert 2016; detection 1.3 row 9.',
    cost: 'one pass over the credits of each account.',
  },
  hits,
};
