import type { Reference } from '../../../reference/load.ts';
import { groupBy, sortedUnique } from '../../core/index.ts';
import type { Outcome } from '../../facts/index.ts';
import type { AssetEntry } from '../../leads/index.ts';
import type { Home } from './types.ts';

export function homeOf(districts: readonly string[]): Home {
  const [only, ...others] = districts;
  if (only === undefined) return { kind: 'unknown' };
  return others.length === 0 ? { kind: 'district', code: only } : { kind: 'several' };
}

export type Places = { readonly districts: readonly string[]; readonly home: Home };

/**
 * Where the property is found (28 USC 1395(b)) says where it is counted; only without that do the acts. What has no place of
 * its own, such as an account, goes with the districts of its leads, where its owner is found (18 USC 981(h)).
 */
export function placesOfAsset(
  { districtCodes }: Pick<AssetEntry, 'districtCodes'>,
  ofLeads: readonly string[],
): Places {
  const own = sortedUnique(districtCodes.map(({ code }) => code));
  const found = sortedUnique(districtCodes.filter(({ reason }) => reason === '1395b').map(({ code }) => code));
  const districts = own.length > 0 ? own : sortedUnique(ofLeads);
  return { districts, home: homeOf(found.length > 0 ? found : districts) };
}

/** Letters and digits as words between single blanks, so that "D. Mass." is not found in "D. Massive". */
function words(text: string): string {
  return ` ${text
    .toUpperCase()
    .split(/[^A-Z0-9]+/)
    .join(' ')
    .trim()} `;
}

type Courts = (authority: string | null) => string | null;

/** The district whose court a paper names, in full or as courts are cited; null unless it names exactly one. */
export function courtsOf({ districts }: Pick<Reference, 'districts'>): Courts {
  const names = [...districts.values()].map(({ code, name, shortCite }) => ({ code, names: [name, shortCite] }));
  const known = names.map(({ code, names: texts }) => ({ code, texts: texts.map(words) }));
  return (authority) => {
    if (authority === null) return null;
    const text = words(authority);
    const hits = known.filter(({ texts }) => texts.some((name) => text.includes(name)));
    return hits.length === 1 ? (hits[0]?.code ?? null) : null;
  };
}

/** Districts of an outcome: those of its asset, else of the assets that others of its lead name, else of its court. */
export type Placing = (outcome: Outcome) => readonly string[];

export function placing(
  outcomes: readonly Outcome[],
  districtsOfAsset: (asset: string) => readonly string[],
  districtsOfLead: (lead: string) => readonly string[],
  courtOf: Courts,
): Placing {
  const byLead = groupBy(
    outcomes.filter(({ lead, asset }) => lead !== null && asset !== null),
    ({ lead }) => lead,
  );
  return ({ asset, lead, authority }) => {
    const court = courtOf(authority);
    const own = asset === null ? [] : districtsOfAsset(asset);
    if (own.length > 0) return own;
    const ofLead = lead === null ? [] : districtsOfLead(lead);
    const beside = (byLead.get(lead) ?? []).flatMap((other) => districtsOfAsset(other.asset ?? ''));
    if (court !== null) return [court];
    return ofLead.length > 0 ? ofLead : sortedUnique(beside);
  };
}
