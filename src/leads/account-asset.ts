import {
  type AccountId,
  addDays,
  addMoney,
  type DateText,
  makeId,
  moneyText,
  sortedUnique,
  subtractMoney,
  sumMoney,
  zeroMoney,
} from '../core/index.ts';
import { type ResolvedTransfer, statedInstitution } from '../resolution/index.ts';
import { fungibleDeadline } from '../tracing/index.ts';
import { statedBalances, traceAccount } from './account-trace.ts';
import { atLeastZero } from './amounts.ts';
import { beneficialOwnerOf, innocentOwnerFacts } from './asset-owner.ts';
import { type ClaimedCredit, claimedCredits, restsOnStructuringAlone } from './claims.ts';
import { isPossibleVictim, type LeadContext, nameOf } from './context.ts';
import { assetDistricts, placesOfClaims, type VenuePlace } from './districts.ts';
import { accountRoute, authoritiesOf, withClocks } from './route.ts';
import type { AssetEntry, Statement, Theory } from './types.ts';

/** How far back outflows count as a sign that property may become unavailable. */
const DISSIPATION_DAYS = 30;

export type DraftedAsset = { readonly entry: AssetEntry; readonly places: readonly VenuePlace[] };

/** The currency of most movements of an account, else of its balances. */
function currencyOf(context: LeadContext, account: AccountId): string {
  const counts = new Map<string, number>();
  const amounts = [...(context.movements.get(account) ?? []), ...(context.balances.get(account) ?? [])];
  for (const { amount } of amounts) counts.set(amount.currency, (counts.get(amount.currency) ?? 0) + 1);
  const [most] = [...counts].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
  return most?.[0] ?? 'USD';
}

function netFlow(
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

function recentOutflows(account: AccountId, movements: readonly ResolvedTransfer[], asOf: DateText): Statement[] {
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
      text: `${out.length === 1 ? '1 debit' : `${out.length} debits`} totalling ${moneyText(total)} ${total.currency} left the account in the ${DISSIPATION_DAYS} days to ${asOf}`,
      records: sortedUnique(out.flatMap(({ records }) => records)),
    },
  ];
}

function theoriesOf(context: LeadContext, claims: readonly ClaimedCredit[]): Theory[] {
  const latest = claims.at(-1);
  if (latest === undefined || restsOnStructuringAlone(claims)) return [];
  const laundering = claims.some(({ findings }) => findings.some(({ family }) => family === 'F' || family === 'B'));
  const inWindow = context.asOf <= fungibleDeadline(latest.transfer.at.date);
  return [
    'PROCEEDS',
    ...(laundering ? (['INVOLVED_IN_LAUNDERING'] as const) : []),
    ...(inWindow ? (['FUNGIBLE_984'] as const) : []),
  ];
}

function offence(
  claims: readonly ClaimedCredit[],
): Pick<AssetEntry, 'offenceDates' | 'fungibleDeadline' | 'fungibleDeadlines'> {
  const dates = claims.map(({ transfer }) => transfer.at.date).sort();
  const [earliest, latest] = [dates[0], dates.at(-1)];
  if (earliest === undefined || latest === undefined)
    return { offenceDates: null, fungibleDeadline: null, fungibleDeadlines: null };
  const deadlines = { earliest: fungibleDeadline(earliest), latest: fungibleDeadline(latest) };
  return { offenceDates: [earliest, latest], fungibleDeadline: deadlines.earliest, fungibleDeadlines: deadlines };
}

/** One member account as a row of the asset schedule: value, claims, trace, owners and route. */
export function accountAsset(context: LeadContext, id: AccountId): DraftedAsset | null {
  const account = context.accounts.get(id);
  if (account === undefined) return null;
  const currency = currencyOf(context, id);
  const movements = (context.movements.get(id) ?? []).filter(
    ({ amount, at }) => amount.currency === currency && at.date <= context.asOf,
  );
  const balance = statedBalances(context, id, currency).at(-1) ?? null;
  const claims = claimedCredits(context, id).filter(
    ({ transfer }) => transfer.amount.currency === currency && transfer.at.date <= context.asOf,
  );
  const owners = context.ownersOf(id);
  const value =
    balance === null
      ? null
      : {
          amount: moneyText(balance.amount),
          currency,
          asOf: balance.asOf,
          method: `stated ${balance.balanceKind} balance`,
        };
  const trace = traceAccount(context, id, claims);
  const dissipation = recentOutflows(id, movements, context.asOf);
  const theories = theoriesOf(context, claims);
  const places = placesOfClaims(context, claims);
  const dates = offence(claims);
  const holders = [...owners, ...account.holders.map(({ entity }) => entity)];
  const entry: AssetEntry = {
    id: makeId('ast', ['account', account.keyType, account.institution, account.number]),
    kind: 'account',
    account: id,
    identifiers: { institution: statedInstitution(account), number: account.number },
    titledTo: owners.length === 0 ? null : owners.map((owner) => nameOf(context, owner)).join('; '),
    titledOwners: owners,
    beneficialOwner: beneficialOwnerOf(context, owners),
    value,
    observedNetFlow: netFlow(id, movements, currency),
    liens: [],
    netEquity: balance === null ? null : moneyText(atLeastZero(balance.amount)),
    address: null,
    countyFips: null,
    districtCodes: assetDistricts(context, places),
    theories,
    authorities: authoritiesOf(theories),
    ...dates,
    trace,
    dissipation,
    occupants: 'none',
    victimConnection: holders.some((entity) => isPossibleVictim(context, entity)),
    innocentOwner: innocentOwnerFacts(context, owners, account.holders),
    route: withClocks(
      context,
      accountRoute(context, { owners, holders, claims, trace, value, dissipation }),
      claims[0]?.transfer.at.date ?? null,
    ),
    records: sortedUnique([...account.records, ...(balance === null ? [] : [balance.record])]),
  };
  return { entry, places };
}
