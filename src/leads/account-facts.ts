import {
  type AccountId,
  addDays,
  addMoney,
  type DateText,
  type EntityId,
  moneyText,
  readableMoney,
  sortedUnique,
  subtractMoney,
  sumMoney,
  zeroMoney,
} from '../core/index.ts';
import type { Balance } from '../facts/index.ts';
import type { ResolvedAccount, ResolvedTransfer } from '../resolution/index.ts';
import { type AccountTrace, statedBalances, traceAccount } from './account-trace.ts';
import { type ClaimedCredit, claimedCredits } from './claims.ts';
import { isPossibleVictim, type LeadContext } from './context.ts';
import type { AssetEntry } from './types/asset.ts';
import type { Statement } from './types/statement.ts';

/** How far back outflows count as a sign that property may become unavailable. */
const DISSIPATION_DAYS = 30;

/** The currency of most movements of an account, else of its balances. */
function currencyOf(context: LeadContext, account: AccountId): string {
  const counts = new Map<string, number>();
  const amounts = [...(context.movements.get(account) ?? []), ...(context.balances.get(account) ?? [])];
  for (const { amount } of amounts) counts.set(amount.currency, (counts.get(amount.currency) ?? 0) + 1);
  const [most] = [...counts].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
  return most?.[0] ?? 'USD';
}

/** Credits less debits of the movements; null when there are none. */
export function netFlow(
  account: AccountId,
  movements: readonly ResolvedTransfer[],
  currency: string,
): AssetEntry['observedNetFlow'] {
  const [first, last] = [movements[0], movements.at(-1)];
  if (first === undefined || last === undefined) return null;
  const net = movements.reduce((sum, { to, from, amount }) => {
    if (to.account === from.account) return sum;
    return to.account === account ? addMoney(sum, amount) : subtractMoney(sum, amount);
  }, zeroMoney(currency));
  return { amount: moneyText(net), currency, from: first.at.date, to: last.at.date };
}

/** Debits of the last 30 days to the as-of date, in one sentence with their records. */
export function recentOutflows(
  account: AccountId,
  movements: readonly ResolvedTransfer[],
  asOf: DateText,
): Statement[] {
  const since = addDays(asOf, -DISSIPATION_DAYS);
  const out = movements.filter(
    ({ from, to, at }) => from.account === account && to.account !== account && at.date > since,
  );
  const [first] = out;
  if (first === undefined) return [];
  const total = sumMoney(
    out.map(({ amount }) => amount),
    first.amount.currency,
  );
  return [
    {
      text: `${out.length === 1 ? '1 debit' : `${out.length} debits`} totalling ${readableMoney(total)} left the account in the ${DISSIPATION_DAYS} days to ${asOf}`,
      records: sortedUnique(out.flatMap(({ records }) => records)),
    },
  ];
}

/** Wages and other pay that leave the account for possible victims: what a freeze of the whole account would stop. */
export function paidToVictims(
  context: LeadContext,
  account: AccountId,
  movements: readonly ResolvedTransfer[],
): Statement[] {
  const paid = movements.filter(({ from, to }) => {
    if (from.account !== account) return false;
    const receivers = [to.entity, ...(to.account === null ? [] : context.ownersOf(to.account))];
    return receivers.some((entity) => entity !== null && isPossibleVictim(context, entity));
  });
  if (paid.length === 0) return [];
  return [
    {
      text: `${paid.length === 1 ? '1 payment' : `${paid.length} payments`} to possible victims left the account, their pay may come from it: a carve-out is to be considered`,
      records: sortedUnique(paid.flatMap(({ records }) => records)),
    },
  ];
}

/** What the records say of one account in its main currency, looked up once for all columns of its row. */
export type AccountFacts = {
  readonly id: AccountId;
  readonly account: ResolvedAccount;
  readonly currency: string;
  readonly movements: readonly ResolvedTransfer[];
  readonly balance: Balance | null;
  readonly claims: readonly ClaimedCredit[];
  readonly owners: readonly EntityId[];
  readonly traced: AccountTrace | null;
  readonly victimConnection: boolean;
};

export function factsOfAccount(context: LeadContext, id: AccountId, account: ResolvedAccount): AccountFacts {
  const currency = currencyOf(context, id);
  const claims = claimedCredits(context, id).filter(
    ({ transfer }) => transfer.amount.currency === currency && transfer.at.date <= context.asOf,
  );
  const owners = context.ownersOf(id);
  const holders = [...owners, ...account.holders.map(({ entity }) => entity)];
  return {
    id,
    account,
    currency,
    movements: (context.movements.get(id) ?? []).filter(
      ({ amount, at }) => amount.currency === currency && at.date <= context.asOf,
    ),
    balance: statedBalances(context, id, currency).at(-1) ?? null,
    claims,
    owners,
    traced: traceAccount(context, id, claims),
    victimConnection: holders.some((entity) => isPossibleVictim(context, entity)),
  };
}
