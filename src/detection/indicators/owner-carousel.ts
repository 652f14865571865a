/**
 * Flags: accounts behind one beneficial owner that pass money among themselves 3 or more times, half of it leaving as cash or to people within 48 hours.
 * Matters: moving takings from person to company to person mixes them with lawful revenue before they are drawn out.
 * Innocent: a group with a cash pool, or an owner who lends to a young firm and takes the loan back.
 * Parameters: 3 internal payments, 0.5 drawn out, 48 hours, internal share of debits 0.2 (defaults); owner of 25 percent or more (source).
 * Source: FINTRAC-2021-OA001 (commingling); 31 CFR 1010.380(d); detection 1.3 row 41.
 * Cost: one pass over the debits of each owner's accounts, a short look ahead for each internal payment.
 */
import { type AccountId, type EntityId, scoreText } from '../../core/index.ts';
import { ratio, sumTicks } from '../amounts.ts';
import { declaredStakes } from '../control.ts';
import { type Hit, windowOf } from '../finding.ts';
import { followsWithin, isCashOut, type Movement } from '../movement.ts';
import { flowOf, isPerson, recordsOf, type View } from '../view.ts';
import type { Indicator } from './indicator.ts';

const MIN_PAYMENTS = 3;
const HOURS = 48;
const MIN_DRAWN_PERCENT = 50n;
const MIN_INTERNAL_SHARE = 0.2;

function drawnOut(view: View, payment: Movement): Movement[] {
  if (payment.to.account === null) return [];
  const draws = flowOf(view, payment.to.account).debits.filter(
    (debit) =>
      debit.currency === payment.currency &&
      followsWithin(payment, debit, HOURS) &&
      debit.reading.purpose === 'other' &&
      (isCashOut(debit) || isPerson(view, debit.to.entity)),
  );
  return sumTicks(draws) * 100n >= payment.amount * MIN_DRAWN_PERCENT ? draws : [];
}

function judge(view: View, owner: EntityId, organisations: readonly EntityId[]): Hit | null {
  const group = [owner, ...organisations];
  const accounts = group.flatMap((id) => view.accountsOf.get(id) ?? []);
  const own = new Set<AccountId>(accounts);
  const debits = accounts.flatMap((id) => flowOf(view, id).debits);
  const internal = debits.filter(
    (debit) => debit.to.account !== null && own.has(debit.to.account) && debit.from.entity !== debit.to.entity,
  );
  const turned = internal.map((payment) => ({ payment, draws: drawnOut(view, payment) }));
  const carousel = turned.filter(({ draws }) => draws.length > 0);
  const share = ratio(sumTicks(internal), sumTicks(debits));
  if (carousel.length < MIN_PAYMENTS || share === null || share < MIN_INTERNAL_SHARE) return null;
  const cited = carousel.flatMap(({ payment, draws }) => [payment, ...draws]);
  return {
    subjects: [...new Set([owner, ...carousel.flatMap(({ payment }) => payment.to.account ?? [])])],
    window: windowOf(cited),
    value: `${carousel.length} payments, internal share ${scoreText(share)}`,
    threshold: `${MIN_PAYMENTS} payments, internal share ${scoreText(MIN_INTERNAL_SHARE)}`,
    inputs: { payments: carousel.length, internalPayments: internal.length, organisations: organisations.length },
    records: recordsOf(cited),
    counterEvidence: [],
  };
}

export const ownerCarousel: Indicator = {
  id: 'owner-carousel',
  row: 41,
  version: '1.0.0',
  family: 'B',
  thresholdSource: 'default',
  about: {
    flags:
      'accounts behind one beneficial owner that pass money among themselves 3 or more times, half of it leaving as cash or to people within 48 hours.',
    matters:
      'moving takings from person to company to person mixes them with lawful revenue before they are drawn out.',
    innocent: 'a group with a cash pool, or an owner who lends to a young firm and takes the loan back.',
    parameters:
      '3 internal payments, 0.5 drawn out, 48 hours, internal share of debits 0.2 (defaults); owner of 25 percent or more (source).',
    source: 'FINTRAC-2021-OA001 (commingling); 31 CFR 1010.380(d); detection 1.3 row 41.',
    cost: "one pass over the debits of each owner's accounts, a short look ahead for each internal payment.",
  },
  hits: (view) =>
    [...declaredStakes(view)].flatMap(([owner, stakes]) =>
      isPerson(view, owner)
        ? (judge(
            view,
            owner,
            stakes.map((stake) => stake.organisation),
          ) ?? [])
        : [],
    ),
};
