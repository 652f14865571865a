import { makeId } from '../core/index.ts';
import { accountAsset, type DraftedAsset } from './account-asset.ts';
import { type LeadContext, type LeadInput, makeContext } from './context.ts';
import { candidateDistricts, placesOfSubjects } from './districts.ts';
import { gapsOf } from './gaps.ts';
import { propertyAsset } from './property-asset.ts';
import { predicateOf, referralsOf } from './referrals.ts';
import { subjectsOf, withheldOf } from './subjects.ts';
import type { AssetEntry, Lead } from './types.ts';

function draftedAssets(context: LeadContext): DraftedAsset[] {
  const members = new Set<string>(context.network.members.map(({ id }) => id));
  const accounts = context.network.members.flatMap((member) =>
    member.type === 'account' ? (accountAsset(context, member.id) ?? []) : [],
  );
  const listed = context.facts.assets
    .filter(
      ({ titledOwner }) => titledOwner !== null && members.has(context.resolution.entityOf.get(titledOwner) ?? ''),
    )
    .map((asset) => propertyAsset(context, asset));
  return [...accounts, ...listed];
}

/** Assets with a route first, then by kind and id: what can be held stands on top. */
function inOrder(a: AssetEntry, b: AssetEntry): number {
  const [x, y] = [a, b].map(({ route, kind, id }) => `${route.choice === 'none' ? 1 : 0} ${kind} ${id}`);
  return (x ?? '') < (y ?? '') ? -1 : 1;
}

function limitsOf({ network }: LeadContext): string[] {
  return [
    'An indicator is a sign, not proof; a role is a hypothesis that two people review.',
    'Movements outside the records read are not seen; a balance is never computed from movements.',
    ...(network.familiesNotComputed.length === 0
      ? []
      : [`Families that could not be computed from the records: ${network.familiesNotComputed.join(', ')}.`]),
    `Decisive fact: ${network.decisiveFact.stands} (${network.decisiveFact.text}).`,
  ];
}

/**
 * The INCOMPLETE or DRAFT lead of one flagged network: assets with traces and routes, subjects with facts for and
 * against, candidate districts, referrals, and what is missing. A pure function of the Run.
 */
export function draftLead(input: LeadInput): Lead {
  const context = makeContext(input);
  const drafted = draftedAssets(context);
  const assets = drafted.map(({ entry }) => entry).sort(inOrder);
  const subjects = subjectsOf(context);
  const places = [...drafted.flatMap((asset) => asset.places), ...placesOfSubjects(context, subjects)];
  const { districts, gaps: districtGaps } = candidateDistricts(context, places);
  const predicate = predicateOf(context, assets);
  const gaps = gapsOf({ assets, districts, predicate, subjects }, districtGaps);
  return {
    id: makeId('led', [input.network.id, input.run ?? input.asOf]),
    network: input.network.id,
    status: gaps.length === 0 ? 'DRAFT' : 'INCOMPLETE',
    gaps,
    predicate,
    assets,
    subjects,
    withheld: withheldOf(context),
    pseudonyms: [...context.pseudonyms].map(([entity, pseudonym]) => ({ entity, pseudonym })),
    districts,
    referrals: referralsOf(context),
    limits: limitsOf(context),
    restitution: { note: 'the worksheet of 18 USC 1593 belongs to a later version; victim facts are kept' },
    classes: input.network.classes,
  };
}
