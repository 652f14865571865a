import { groupBy, sortedUnique } from '../../core/index.ts';
import type { Outcome } from '../../facts/index.ts';
import { homeOf, type Placing } from './homes.ts';
import type { DeskPayee } from './types.ts';

/** Money that reaches victims: what is paid, and what the Attorney General transfers under 18 USC 1594(f). */
const RECEIVED = ['payment', 'transfer_1594f'];

function payeeOf({ victim, lead, asset }: Outcome): string | null {
  return victim ?? lead ?? asset;
}

function sums(outcomes: readonly Outcome[], types: readonly string[]): DeskPayee['orders'] {
  return outcomes.flatMap(({ outcomeType, at, amount }) =>
    types.includes(outcomeType) && amount !== null ? [{ on: at.slice(0, 10), amount }] : [],
  );
}

/** Orders and receipts by victim, in the order of the outcomes. An order counts where its court sits. */
export function payeesOf(ordered: readonly Outcome[], placesOf: Placing): DeskPayee[] {
  const money = ordered.filter(
    ({ outcomeType, amount }) => (outcomeType === 'order' || RECEIVED.includes(outcomeType)) && amount !== null,
  );
  return [...groupBy(money, payeeOf)].flatMap(([payee, outcomes]) => {
    if (payee === null) return [];
    const orders = outcomes.filter(({ outcomeType }) => outcomeType === 'order');
    const districts = sortedUnique((orders.length > 0 ? orders : outcomes).flatMap(placesOf));
    return [
      {
        payee,
        districts,
        home: homeOf(districts),
        orders: sums(outcomes, ['order']),
        receipts: sums(outcomes, RECEIVED),
      },
    ];
  });
}
