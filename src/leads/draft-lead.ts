import { makeId } from '../core/index.ts';
import { FAMILY_WORDS, type Network } from '../detection/index.ts';
import { accountAsset, type DraftedAsset } from './account-asset.ts';
import { complaintOf } from './complaint.ts';
import { arrangeRun, type LeadContext, type LeadInput, makeContext } from './context.ts';
import { candidateDistricts, placesOfSubjects } from './districts.ts';
import { gapsOf } from './gaps.ts';
import { interestAssets } from './interest-asset.ts';
import { predicateOf } from './predicate/predicate.ts';
import { propertyAssets } from './property-asset.ts';
import { referralsOf } from './referrals.ts';
import { restitutionOf } from './restitution.ts';
import { subjectsOf, withheldOf } from './subjects.ts';
import { substitutionsOf } from './substitute/substitution.ts';
import { timelineOf } from './timeline.ts';
import type { AssetEntry } from './types/asset.ts';
import type { Lead } from './types/lead.ts';
import type { Substitution } from './types/substitution.ts';

/** Member accounts first: what is gone from them says how far other property may stand for it. */
function draftedAssets(context: LeadContext): {
  readonly assets: readonly DraftedAsset[];
  readonly substitution: readonly Substitution[];
} {
  const accounts = context.network.members.flatMap((member) =>
    member.type === 'account' ? (accountAsset(context, member.id) ?? []) : [],
  );
  const substitution = substitutionsOf(context, accounts);
  const bySubject = new Map(substitution.map((item) => [item.subject, item]));
  const assets = [...accounts, ...propertyAssets(context, bySubject), ...interestAssets(context, bySubject)];
  return { assets, substitution };
}

/** Assets with a route first, then by kind and id: what can be held stands on top. */
function inOrder(a: AssetEntry, b: AssetEntry): number {
  const [x, y] = [a, b].map(({ route, kind, id }) => `${route.choice === 'none' ? 1 : 0} ${kind} ${id}`);
  return (x ?? '') < (y ?? '') ? -1 : 1;
}

const DECISIVE = { for: 'stands for it', against: 'stands against it', 'not known': 'is not known' } as const;

function limitsOf({ network }: LeadContext): string[] {
  return [
    'An indicator is a sign, not proof; a role is a hypothesis that two people review.',
    'Movements outside the records read are not seen; a balance is never computed from movements.',
    ...(network.familiesNotComputed.length === 0
      ? []
      : [
          `Kinds of signs that could not be computed from the records: ${network.familiesNotComputed.map((family) => FAMILY_WORDS[family]).join(', ')}.`,
        ]),
    `The decisive fact of the network ${DECISIVE[network.decisiveFact.stands]}: ${network.decisiveFact.text}`,
  ];
}

/**
 * The INCOMPLETE or DRAFT lead of one flagged network: assets with traces and routes, subjects with facts for and
 * against, candidate districts, referrals, and what is missing. A pure function of the Run.
 */
export function draftLead(input: LeadInput): Lead {
  return leadFrom(makeContext(input, arrangeRun(input)));
}

/** The leads of several networks of one Run, in the order of the networks. */
export function draftLeads(run: Omit<LeadInput, 'network'>, networks: readonly Network[]): Lead[] {
  if (networks.length === 0) return [];
  const ground = arrangeRun(run);
  return networks.map((network) => leadFrom(makeContext({ ...run, network }, ground)));
}

function leadFrom(context: LeadContext): Lead {
  const { assets: drafted, substitution } = draftedAssets(context);
  const assets = drafted.map(({ entry }) => entry).sort(inOrder);
  const subjects = subjectsOf(context);
  const places = [...drafted.flatMap((asset) => asset.places), ...placesOfSubjects(context, subjects)];
  const { districts, gaps: districtGaps } = candidateDistricts(context, places);
  const acts = drafted.flatMap((asset) => asset.places).filter(({ reason }) => reason === '1355b1A');
  const predicate = predicateOf(
    context,
    drafted,
    acts.map(({ text }) => text),
  );
  const gaps = gapsOf({ assets, districts, predicate, subjects }, districtGaps);
  return {
    id: makeId('led', [context.network.id, context.run ?? context.asOf]),
    network: context.network.id,
    status: gaps.length === 0 ? 'DRAFT' : 'INCOMPLETE',
    gaps,
    complaint: complaintOf({ assets, districts }, gaps),
    predicate,
    assets,
    subjects,
    withheld: withheldOf(context),
    pseudonyms: [...context.pseudonyms].map(([entity, pseudonym]) => ({ entity, pseudonym })),
    districts,
    referrals: referralsOf(context),
    limits: limitsOf(context),
    substitution,
    ...timelineOf(context, drafted),
    restitution: restitutionOf(context, { assets, districts }),
    classes: context.network.classes,
  };
}
