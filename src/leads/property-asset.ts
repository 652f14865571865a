import { type EntityId, type Money, makeId, moneyText, subtractMoney } from '../core/index.ts';
import type { Asset } from '../facts/index.ts';
import type { DraftedAsset } from './account-asset.ts';
import { atLeastZero } from './amounts.ts';
import { beneficialOwnerOf, innocentOwnerFacts } from './asset-owner.ts';
import { isPossibleVictim, type LeadContext, nameOf } from './context.ts';
import { assetDistricts, type VenuePlace } from './districts.ts';
import { authoritiesOf, noRoute, ownerBar, VICTIM_REASON, withClocks } from './route.ts';
import { isSubject } from './subjects.ts';
import type { AssetEntry, AssetRoute, Theory } from './types.ts';

type Choice = Omit<AssetRoute, 'clocks'>;

/** Letters and digits only, so that "12 Main St." and "12 MAIN ST" are one address. */
function plain(text: string): string {
  return text.toUpperCase().replaceAll(/[^A-Z0-9]/g, '');
}

/** Organisations of the network with an address that is the asset's: the premises on which they trade. */
function premisesOf(context: LeadContext, address: string | null): EntityId[] {
  if (address === null || plain(address).length < 8) return [];
  const wanted = plain(address);
  return context.network.members.flatMap((member) => {
    if (member.type !== 'entity') return [];
    const entity = context.entities.get(member.id);
    if (entity?.kind !== 'organisation') return [];
    const addresses = entity.parties.flatMap((id) => context.resolution.partyById.get(id)?.addresses ?? []);
    return addresses.some(({ text, street }) => {
      const [whole, line] = [plain(text), street === null ? '' : plain(street)];
      return whole === wanted || (line.length >= 8 && (wanted.startsWith(line) || whole.startsWith(wanted)));
    })
      ? [entity.id]
      : [];
  });
}

function occupantsOf({ occupants }: Asset): AssetEntry['occupants'] {
  const text = (occupants ?? '').toLowerCase();
  if (text === '' || text === 'unknown') return 'unknown';
  if (text.includes('victim')) return 'possible_victims';
  return text === 'none' || text === 'vacant' ? 'none' : 'dependants';
}

function propertyRoute(
  context: LeadContext,
  asset: Asset,
  owners: readonly EntityId[],
  premises: readonly EntityId[],
): Choice {
  const bar = ownerBar(context, owners);
  if (bar !== null) return noRoute(bar);
  if (occupantsOf(asset) === 'possible_victims') return noRoute(VICTIM_REASON);
  const cause =
    'which of the five causes of 853(p) holds (not found, transferred, beyond the court, diminished, commingled), after conviction';
  if (premises.length > 0) {
    const names = premises.map((id) => `premises of ${nameOf(context, id)}`);
    const isLand = asset.assetKind === 'real_property';
    return {
      choice: isLand ? 'lis-pendens' : 'restraint-853e',
      reason: isLand
        ? 'real property is never seized before judgment; a lis pendens holds it (18 USC 985)'
        : 'it is kept where the network trades',
      standardFacts: { 'substantial connection to the offence': names },
      missing: [
        ...(isLand ? ['legal description and title chain'] : []),
        ...(occupantsOf(asset) === 'unknown' ? ['who lives or works there'] : []),
        'the use of the property in the offence, stated by a witness or a record of process',
      ],
    };
  }
  if (!owners.every((owner) => isSubject(context, owner)))
    return noRoute('no claimed money is traced into it, and its owner is no subject of this lead');
  return {
    choice: 'substitute-853p',
    reason: 'no claimed money is traced into it; it can stand for property that is gone',
    standardFacts: { "the defendant's other property": owners.map((owner) => `titled to ${nameOf(context, owner)}`) },
    missing: [cause],
  };
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

/** A listed asset (parcel, vehicle, interest …) titled to a member of the network. */
export function propertyAsset(context: LeadContext, asset: Asset): DraftedAsset {
  const owner = asset.titledOwner === null ? undefined : context.resolution.entityOf.get(asset.titledOwner);
  const owners = owner === undefined ? [] : [owner];
  const premises = premisesOf(context, asset.address);
  const choice = propertyRoute(context, asset, owners, premises);
  const theories: Theory[] =
    choice.choice === 'none' ? [] : premises.length > 0 ? ['FACILITATING'] : ['SUBSTITUTE_853P'];
  const isVictims = owners.some((entity) => isPossibleVictim(context, entity));
  // Where a possible victim's property lies is where they may be found, and nothing is asked of a court about it.
  const places: VenuePlace[] =
    asset.countyFips === null || isVictims
      ? []
      : [
          {
            counties: [asset.countyFips],
            text: asset.address ?? `county ${asset.countyFips}`,
            reason: '1395b',
            records: [asset.record],
          },
        ];
  const entry: AssetEntry = {
    id: makeId('ast', ['listed', asset.assetKind, asset.identifierType, asset.identifier, asset.reference]),
    kind: asset.assetKind,
    account: null,
    identifiers: {
      asset_id: asset.reference,
      ...(asset.identifier === null ? {} : { [asset.identifierType ?? 'identifier']: asset.identifier }),
    },
    titledTo: owner === undefined ? null : nameOf(context, owner),
    titledOwners: owners,
    beneficialOwner: beneficialOwnerOf(context, owners),
    ...statedValue(asset),
    observedNetFlow: null,
    address: asset.address,
    countyFips: asset.countyFips,
    districtCodes: assetDistricts(context, places),
    theories,
    authorities: authoritiesOf(theories),
    offenceDates: null,
    fungibleDeadline: null,
    fungibleDeadlines: null,
    trace: null,
    dissipation: [],
    occupants: occupantsOf(asset),
    victimConnection: isVictims || occupantsOf(asset) === 'possible_victims',
    innocentOwner: innocentOwnerFacts(context, owners, []),
    route: withClocks(context, choice, null),
    records: [asset.record],
  };
  return { entry, places };
}
