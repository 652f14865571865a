import { type AccountId, type AssetId, makeId, moneyText, sortedUnique } from '../core/index.ts';
import type { Balance } from '../facts/index.ts';
import { type ResolvedAccount, statedInstitution } from '../resolution/index.ts';
import { fungibleDeadline } from '../tracing/index.ts';
import { type AccountFacts, factsOfAccount, netFlow, paidToVictims, recentOutflows } from './account-facts.ts';
import type { ClaimedOutflow } from './account-trace.ts';
import { atLeastZero } from './amounts.ts';
import { beneficialOwnerOf, innocentOwnerFacts } from './asset-owner.ts';
import { type ClaimedCredit, restsOnStructuringAlone } from './claims.ts';
import { clockStarts } from './clocks.ts';
import { isPossibleVictim, type LeadContext, nameOf } from './context.ts';
import { controllersOf } from './controllers.ts';
import { assetDistricts, placesAbroad, placesOfClaims, type VenuePlace } from './districts.ts';
import { foreignCountry } from './foreign.ts';
import { freezeClock } from './freeze/freeze-clock.ts';
import type { FreezeClock } from './freeze/types.ts';
import { nomineesOf } from './nominees.ts';
import { accountRoute, routeOf } from './route.ts';
import { authoritiesOf, authorityWarnings } from './routes/authorities.ts';
import type { AssetEntry } from './types/asset.ts';
import type { Theory } from './types/route.ts';

/** A row of the schedule with what only the drafting of other parts needs. */
export type DraftedAsset = {
  readonly entry: AssetEntry;
  readonly places: readonly VenuePlace[];
  readonly claimedOut: readonly ClaimedOutflow[];
};

/** Theories of the claims. None on what a possible victim holds: their wages are no proceeds to be taken. */
function theoriesOf(
  context: LeadContext,
  { claims, victimConnection }: Pick<AccountFacts, 'claims' | 'victimConnection'>,
): Theory[] {
  const latest = claims.at(-1);
  if (victimConnection || latest === undefined || restsOnStructuringAlone(claims)) return [];
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

function windowWarnings({ asOf }: LeadContext, deadlines: AssetEntry['fungibleDeadlines']): string[] {
  if (deadlines === null || asOf <= deadlines.earliest) return [];
  const which = asOf > deadlines.latest ? 'every claim' : 'the earliest claim';
  const until = asOf > deadlines.latest ? deadlines.latest : deadlines.earliest;
  return [`the one-year window of 18 USC 984 for ${which} ended on ${until}: from there the money must be traced`];
}

function freezeOf(context: LeadContext, asset: AssetId, facts: AccountFacts): FreezeClock | null {
  const { id, currency, movements, balance, traced, victimConnection } = facts;
  if (victimConnection || (traced === null && !context.outcomes.byAsset.has(asset))) return null;
  return freezeClock(context, {
    asset,
    account: id,
    currency,
    movements,
    balance: balance?.amount ?? null,
    claimedOut: traced?.claimedOut ?? [],
  });
}

function ownership(
  context: LeadContext,
  { owners, account, movements }: AccountFacts,
): Pick<AssetEntry, 'titledTo' | 'titledOwners' | 'beneficialOwner' | 'controllers' | 'nominees' | 'innocentOwner'> {
  const standing = { owners, holders: account.holders, movements };
  return {
    titledTo: owners.length === 0 ? null : owners.map((owner) => nameOf(context, owner)).join('; '),
    titledOwners: owners,
    beneficialOwner: beneficialOwnerOf(context, owners),
    controllers: controllersOf(context, standing),
    nominees: nomineesOf(context, standing),
    innocentOwner: innocentOwnerFacts(context, owners, account.holders),
  };
}

function worth({ balance, currency }: AccountFacts): Pick<AssetEntry, 'value' | 'netEquity'> {
  if (balance === null) return { value: null, netEquity: null };
  const { amount, asOf, balanceKind } = balance;
  return {
    value: { amount: moneyText(amount), currency, asOf, method: `stated ${balanceKind} balance` },
    netEquity: moneyText(atLeastZero(amount)),
  };
}

function reach(
  context: LeadContext,
  facts: AccountFacts,
  freeze: FreezeClock | null,
): Pick<AssetEntry, 'route' | 'dissipation'> {
  const { id, owners, account, claims, movements, traced, balance } = facts;
  const dissipation = recentOutflows(id, movements, context.asOf);
  const choice = accountRoute(context, {
    owners,
    holders: [...owners, ...account.holders.map(({ entity }) => entity)],
    claims,
    trace: traced?.trace ?? null,
    value: worth(facts).value,
    dissipation,
    hardship: paidToVictims(context, id, movements),
    balanceRecord: balance?.record ?? null,
  });
  const starts = clockStarts(claims[0]?.transfer.at.date ?? null, freeze?.holds ?? []);
  return { dissipation, route: routeOf(context, choice, { theories: theoriesOf(context, facts), starts }) };
}

function recordsOf({ records }: ResolvedAccount, balance: Balance | null): AssetEntry['records'] {
  return sortedUnique([...records, ...(balance === null ? [] : [balance.record])]);
}

const ABROAD_WARNING =
  'the account is abroad: a warrant goes to the foreign authority under a treaty (18 USC 981(b)(3)), and 18 USC 981(k) reaches the interbank account of the institution in the United States without a trace';

/** One member account as a row of the asset schedule: value, claims, trace, owners, route and freeze clock. */
export function accountAsset(context: LeadContext, id: AccountId): DraftedAsset | null {
  const account = context.accounts.get(id);
  if (account === undefined) return null;
  const facts = factsOfAccount(context, id, account);
  const { claims, movements, currency, traced, balance, victimConnection } = facts;
  const theories = theoriesOf(context, facts);
  const authorities = authoritiesOf(theories, context);
  // Where a possible victim is paid is where they may be found.
  const isVictims = facts.owners.some((owner) => isPossibleVictim(context, owner));
  const places = isVictims ? [] : [...placesOfClaims(context, claims), ...placesAbroad(account, claims)];
  const dates = offence(claims);
  const asset = makeId('ast', ['account', account.keyType, account.institution, account.number]);
  const freeze = freezeOf(context, asset, facts);
  const entry: AssetEntry = {
    id: asset,
    kind: 'account',
    account: id,
    identifiers: { institution: statedInstitution(account), number: account.number },
    ...ownership(context, facts),
    ...worth(facts),
    observedNetFlow: netFlow(id, movements, currency),
    liens: [],
    address: null,
    countyFips: null,
    districtCodes: assetDistricts(context, places),
    theories,
    authorities,
    warnings: [
      ...authorityWarnings(authorities),
      ...windowWarnings(context, dates.fungibleDeadlines),
      ...(foreignCountry(account) === null ? [] : [ABROAD_WARNING]),
    ],
    ...dates,
    trace: traced?.trace ?? null,
    ...reach(context, facts, freeze),
    occupants: 'none',
    victimConnection,
    freeze,
    records: recordsOf(account, balance),
  };
  return { entry, places, claimedOut: traced?.claimedOut ?? [] };
}
