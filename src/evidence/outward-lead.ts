import { type AssetEntry, isProtected, type Lead } from '../leads/index.ts';
import type { ExportScope } from './scope.ts';

const WITHHELD = 'withheld';

/**
 * An asset as it may leave: owners by the names of the papers, and nothing by which a possible victim's property, or the
 * place where they live, and so the person, can be found. The institution stays, because a bank is no address.
 */
function outwardAsset({ input, nameOf }: Pick<ExportScope, 'input' | 'nameOf'>, asset: AssetEntry): AssetEntry {
  const titledTo = asset.titledOwners.length === 0 ? null : asset.titledOwners.map(nameOf).join('; ');
  const isTheirs = asset.titledOwners.some((owner) => isProtected(input.detection, owner));
  if (!isTheirs && asset.occupants !== 'possible_victims') return { ...asset, titledTo };
  const identifiers = Object.entries(asset.identifiers).map(([key, value]) => [
    key,
    key === 'institution' ? value : WITHHELD,
  ]);
  return {
    ...asset,
    titledTo,
    identifiers: Object.fromEntries(identifiers),
    address: null,
    countyFips: null,
    districtCodes: [],
  };
}

/** The lead as its papers show it. Texts are redacted when they are written. */
export function outwardLead(scope: Pick<ExportScope, 'input' | 'nameOf'>): Lead | null {
  const { lead } = scope.input;
  return lead === null ? null : { ...lead, assets: lead.assets.map((asset) => outwardAsset(scope, asset)) };
}
