import {
  byKeys,
  type EntityId,
  groupBy,
  type Money,
  makeId,
  moneyText,
  readableMoney,
  sortedUnique,
  subtractMoney,
} from '../core/index.ts';
import type { Address, Asset } from '../facts/index.ts';
import type { DraftedAsset } from './account-asset.ts';
import { atLeastZero } from './amounts.ts';
import { beneficialOwnerOf, innocentOwnerFacts } from './asset-owner.ts';
import { clockStarts } from './clocks.ts';
import { isPossibleVictim, type LeadContext, nameOf } from './context.ts';
import { controllersOf } from './controllers.ts';
import { assetDistricts, type VenuePlace } from './districts.ts';
import { holdsOf } from './freeze/holds.ts';
import { nomineesOf } from './nominees.ts';
import { type Choice, ownerBar, routeOf, victimRoute } from './route.ts';
import { authoritiesOf, authorityWarnings, fitsSection1594 } from './routes/authorities.ts';
import type { ElementFacts } from './routes/standard.ts';
import { substituteRoute, substituteWarnings, UNCLAIMED, UNTRACED } from './substitute/route.ts';
import type { AssetEntry } from './types/asset.ts';
import type { Theory } from './types/route.ts';
import type { Statement } from './types/statement.ts';
import type { Substitution } from './types/substitution.ts';

/** Letters and digits only, so that "12 Main St." and "12 MAIN ST" are one address. */
function plain(text: string): string {
  return text.toUpperCase().replaceAll(/[^A-Z0-9]/g, '');
}

/** Whether a party's address is the one of an asset: word for word, or by street where the town is not another. */
function isSameAddress({ text, street, city }: Address, wanted: string): boolean {
  const [whole, line, town] = [plain(text), plain(street ?? ''), plain(city ?? '')];
  if (whole === wanted || whole.startsWith(wanted)) return true;
  return line.length >= 8 && wanted.startsWith(line) && wanted.includes(town, line.length);
}

/**
 * Organisations of the network with an address that is the asset's: the premises on which they trade. Property that only
 * facilitates is reached by section 1594 alone, so where that does not fit premises are nothing.
 */
function premisesOf(context: LeadContext, address: string | null): EntityId[] {
  if (address === null || plain(address).length < 8 || !fitsSection1594(context)) return [];
  const wanted = plain(address);
  return context.network.members.flatMap((member) => {
    if (member.type !== 'entity') return [];
    const entity = context.entities.get(member.id);
    if (entity?.kind !== 'organisation') return [];
    const addresses = entity.parties.flatMap((id) => context.resolution.partyById.get(id)?.addresses ?? []);
    return addresses.some((own) => isSameAddress(own, wanted)) ? [entity.id] : [];
  });
}

/** Who lives or works in a listed property, as its record states it in its own words. */
export function occupantsOf({ occupants }: Pick<Asset, 'occupants'>): AssetEntry['occupants'] {
  const text = (occupants ?? '').toLowerCase();
  if (text === '' || text === 'unknown') return 'unknown';
  if (text.includes('victim')) return 'possible_victims';
  return text === 'none' || text === 'vacant' ? 'none' : 'dependants';
}

/** What a listed asset is judged by. */
type Listed = {
  readonly asset: Asset;
  readonly owners: readonly EntityId[];
  readonly premises: readonly EntityId[];
  readonly substitution: Substitution | null;
};

function propertyElements(context: LeadContext, { asset, premises }: Listed): ElementFacts {
  const { record, value, lienHolder, lienAmount, occupants } = asset;
  const stated = (text: string): Statement[] => [{ text, records: [record] }];
  const amount = lienAmount === null ? 'an amount that is not stated' : readableMoney(lienAmount);
  return {
    ...UNTRACED,
    nexus: premises.map((id) => ({ text: `premises of ${nameOf(context, id)}`, records: [record] })),
    worth: value === null ? [] : stated(`${readableMoney(value)}, ${asset.valueMethod ?? 'as stated'}`),
    liens: lienHolder === null && lienAmount === null ? [] : stated(`${lienHolder ?? 'someone not named'}: ${amount}`),
    occupants: occupantsOf(asset) === 'unknown' ? [] : stated(`occupants stated: ${occupants ?? ''}`),
  };
}

function propertyRoute(context: LeadContext, listed: Listed): Choice {
  const { asset, owners, premises, substitution } = listed;
  const bar = ownerBar(context, owners);
  if (bar !== null) return bar;
  if (occupantsOf(asset) === 'possible_victims') return victimRoute();
  const facts = propertyElements(context, listed);
  if (premises.length > 0) {
    const isLand = asset.assetKind === 'real_property';
    return {
      route: isLand ? 'lis-pendens' : 'restraint-853e',
      reason: isLand
        ? 'real property is never seized before judgment; a lis pendens holds it (18 USC 985)'
        : 'it is kept where the network trades',
      facts,
      specialistNote: 'not required',
    };
  }
  return substituteRoute(context, owners, { substitution, facts, records: [asset.record] });
}

/** Value less lien; null when a lien stands on it whose amount no record states: unknown is not zero. */
function equityOf(value: Money, lien: Money | null, isLiened: boolean): string | null {
  if (lien === null) return isLiened ? null : moneyText(value);
  return moneyText(atLeastZero(subtractMoney(value, lien)));
}

function statedValue(asset: Asset): Pick<AssetEntry, 'value' | 'liens' | 'netEquity'> {
  const isLiened = asset.lienHolder !== null || asset.lienAmount !== null;
  const lien = asset.lienAmount === null ? 'not stated' : moneyText(asset.lienAmount);
  const liens = isLiened ? [{ holder: asset.lienHolder ?? 'not named', amount: lien }] : [];
  if (asset.value === null) return { value: null, liens, netEquity: null };
  return {
    value: {
      amount: moneyText(asset.value),
      currency: asset.value.currency,
      asOf: asset.valueAsOf ?? 'not stated',
      method: asset.valueMethod ?? 'as stated',
    },
    liens,
    netEquity: equityOf(asset.value, asset.lienAmount, isLiened),
  };
}

function theoriesOf({ route }: Choice, premises: readonly EntityId[], substitution: Substitution | null): Theory[] {
  if (route !== 'none') return premises.length > 0 ? ['FACILITATING'] : ['SUBSTITUTE_853P'];
  return premises.length === 0 && substitution?.intermediary.substitution === 'barred' ? ['RESTITUTION_LIEN_ONLY'] : [];
}

/**
 * Where it lies. A possible victim's property is where they may be found, and nothing is asked of a court about it; the
 * home of possible victims is coarsened to its county (legal-and-evidence 6.3).
 */
function placesOf(asset: Asset, isVictims: boolean): VenuePlace[] {
  const { countyFips, address, record } = asset;
  if (countyFips === null || isVictims) return [];
  const county = `county ${countyFips}`;
  const text = occupantsOf(asset) === 'possible_victims' ? county : (address ?? county);
  return [{ counties: [countyFips], text, reason: '1395b', records: [record] }];
}

const LAND_WARNING = 'real property: judicial forfeiture only, no seizure and no eviction before an order (18 USC 985)';

/** A listed asset (parcel, vehicle, wallet, receivable, cash …) titled to a member of the network. */
function propertyAsset(
  context: LeadContext,
  asset: Asset,
  substitutions: ReadonlyMap<EntityId, Substitution>,
): DraftedAsset {
  const owner = asset.titledOwner === null ? undefined : context.resolution.entityOf.get(asset.titledOwner);
  const owners = owner === undefined ? [] : [owner];
  const substitution = owner === undefined ? null : (substitutions.get(owner) ?? null);
  const premises = premisesOf(context, asset.address);
  const choice = propertyRoute(context, { asset, owners, premises, substitution });
  const theories = theoriesOf(choice, premises, substitution);
  const authorities = authoritiesOf(theories, context);
  const isVictims = owners.some((entity) => isPossibleVictim(context, entity));
  const places = placesOf(asset, isVictims);
  const id = makeId('ast', ['listed', asset.assetKind, asset.identifierType, asset.identifier, asset.reference]);
  const standing = { owners, holders: [], movements: [] };
  const holds = holdsOf(context, context.outcomes.byAsset.get(id)?.outcomes ?? []);
  const entry: AssetEntry = {
    id,
    kind: asset.assetKind,
    account: null,
    identifiers: {
      asset_id: asset.reference,
      ...(asset.identifier === null ? {} : { [asset.identifierType ?? 'identifier']: asset.identifier }),
    },
    titledTo: owner === undefined ? null : nameOf(context, owner),
    titledOwners: owners,
    beneficialOwner: beneficialOwnerOf(context, owners),
    controllers: controllersOf(context, standing),
    nominees: nomineesOf(context, standing),
    ...statedValue(asset),
    observedNetFlow: null,
    address: asset.address,
    countyFips: asset.countyFips,
    districtCodes: assetDistricts(context, places),
    theories,
    authorities,
    warnings: [
      ...authorityWarnings(authorities),
      ...(asset.assetKind === 'real_property' ? [LAND_WARNING] : []),
      ...substituteWarnings(choice.route, substitution),
    ],
    ...UNCLAIMED,
    occupants: occupantsOf(asset),
    victimConnection: isVictims || occupantsOf(asset) === 'possible_victims',
    innocentOwner: innocentOwnerFacts(context, owners, []),
    route: routeOf(context, choice, { theories, starts: clockStarts(null, holds) }),
    records: [asset.record],
  };
  return { entry, places, claimedOut: [] };
}

/** Several lists of one asset are one row: what the latest valuation says, with the records of all. */
function latestOf(rows: readonly DraftedAsset[]): DraftedAsset[] {
  const asOf = ({ entry: { value } }: DraftedAsset) => (/^\d/.test(value?.asOf ?? '') ? (value?.asOf ?? '') : '');
  const latest = rows.toSorted(byKeys(asOf, ({ entry }) => entry.records.join())).at(-1);
  if (latest === undefined) return [];
  const records = sortedUnique(rows.flatMap(({ entry }) => entry.records));
  return [{ ...latest, entry: { ...latest.entry, records } }];
}

/** Every listed asset that is titled to a member of the network, once. */
export function propertyAssets(
  context: LeadContext,
  substitutions: ReadonlyMap<EntityId, Substitution>,
): DraftedAsset[] {
  const members = new Set<string>(context.network.members.map(({ id }) => id));
  const drafted = context.facts.assets
    .filter(
      ({ titledOwner }) => titledOwner !== null && members.has(context.resolution.entityOf.get(titledOwner) ?? ''),
    )
    .map((asset) => propertyAsset(context, asset, substitutions));
  return [...groupBy(drafted, ({ entry }) => entry.id).values()].flatMap(latestOf);
}
