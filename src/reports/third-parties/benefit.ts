import { groupBy, moneyText, sortedUnique, sumMoney } from '../../core/index.ts';
import type { ResolvedTransfer } from '../../resolution/index.ts';
import type { BenefitFact } from './types.ts';

/** Movements as benefit facts, one for each currency, in the order of the currencies. */
export function benefitFacts(transfers: readonly ResolvedTransfer[], what: string): BenefitFact[] {
  const groups = groupBy(transfers, ({ amount }) => amount.currency);
  return sortedUnique(groups.keys()).map((currency) => {
    const group = groups.get(currency) ?? [];
    const total = moneyText(
      sumMoney(
        group.map(({ amount }) => amount),
        currency,
      ),
    );
    const dates = group.map(({ at }) => at.date).sort();
    const [first = '', last = ''] = [dates[0], dates.at(-1)];
    return {
      text: `${group.length} ${group.length === 1 ? 'payment' : 'payments'} of ${total} ${currency} in all ${what}, ${first} to ${last}`,
      count: group.length,
      amount: total,
      currency,
      first,
      last,
      records: sortedUnique(group.flatMap(({ records }) => records)),
    };
  });
}
