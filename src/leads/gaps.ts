import type { AssetEntry } from './types/asset.ts';
import type { Gap, Lead } from './types/lead.ts';

/** Gaps are read outside too, so an asset of a possible victim shows its pseudonymous owner and no number. */
function labelOf({ kind, identifiers, victimConnection, titledTo }: AssetEntry): string {
  if (victimConnection) return `${kind} of ${titledTo ?? 'a possible victim'}`;
  const { institution, number, interest } = identifiers;
  if (kind === 'account') return `account ${number ?? ''} at ${institution ?? ''}`;
  return interest ?? `${kind.replaceAll('_', ' ')} ${Object.values(identifiers).join(' ')}`;
}

function assetGaps(asset: AssetEntry): Gap[] {
  const gaps: Gap[] = [];
  const label = labelOf(asset);
  if (asset.kind === 'account' && asset.value === null)
    gaps.push({
      code: 'NO_BALANCE',
      message: `${label}: no record states a balance; the observed net flow is shown apart`,
    });
  if (asset.trace !== null && asset.trace.broken.length > 0)
    gaps.push({
      code: 'TRACE_BROKEN',
      message: `${label}: statements are missing for ${asset.trace.broken.map(([from, to]) => `${from} to ${to}`).join(', ')}`,
    });
  const tangible = asset.kind === 'real_property' || asset.kind === 'vehicle' || asset.kind === 'cash';
  if (tangible && asset.address === null && asset.countyFips === null)
    gaps.push({ code: 'NO_LOCATION', message: `${label}: tangible property without a location` });
  if (asset.kind !== 'account' && Object.keys(asset.identifiers).length < 2)
    gaps.push({
      code: 'NOT_PARTICULAR',
      message: `${label}: no identifier describes it with reasonable particularity`,
    });
  return gaps;
}

/**
 * What Supplemental Rule G(2) asks of a verified complaint and the lead lacks: property with particularity, location if
 * tangible, jurisdiction and venue, statute, detailed facts. Verification itself is a person's act, later.
 */
export function gapsOf(
  lead: Pick<Lead, 'assets' | 'districts' | 'predicate' | 'subjects'>,
  districtGaps: readonly Gap[],
): Gap[] {
  const { assets, districts, predicate, subjects } = lead;
  const routed = assets.some(({ route }) => route.choice !== 'none');
  return [
    ...(assets.length === 0 ? [{ code: 'NO_PROPERTY', message: 'no asset of the network is recorded' } as const] : []),
    ...(districts.length === 0
      ? [
          {
            code: 'NO_VENUE',
            message: 'no record places an act, a property or an owner in one judicial district',
          } as const,
        ]
      : []),
    ...(predicate.length === 0
      ? [{ code: 'NO_STATUTE', message: 'the kind of network names no candidate statute' } as const]
      : []),
    ...(subjects.length === 0 || !routed
      ? [
          {
            code: 'NO_FACTS',
            message: 'the facts do not yet support a route against property of a named subject',
          } as const,
        ]
      : []),
    ...assets.flatMap(assetGaps),
    ...districtGaps,
  ];
}
