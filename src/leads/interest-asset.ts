import { type EntityId, makeId } from '../core/index.ts';
import type { OwnershipEdge } from '../ownership/index.ts';
import type { DraftedAsset } from './account-asset.ts';
import { clockStarts } from './clocks.ts';
import { type LeadContext, nameOf } from './context.ts';
import { holdsOf } from './freeze/holds.ts';
import { nomineesOf } from './nominees.ts';
import { type Choice, routeOf } from './route.ts';
import { authoritiesOf, authorityWarnings, fitsSection1594 } from './routes/authorities.ts';
import { shareWords } from './share-words.ts';
import { isSubject } from './subjects.ts';
import { substituteRoute, substituteWarnings, UNCLAIMED, UNTRACED } from './substitute/route.ts';
import type { AssetEntry } from './types/asset.ts';
import type { Theory } from './types/route.ts';
import type { Substitution } from './types/substitution.ts';

/** The register number or tax number by which a company is told from its namesakes; the key of a statement is none. */
function companyKey(context: LeadContext, company: EntityId): { readonly type: string; readonly value: string } | null {
  return context.entities.get(company)?.identifiers.find(({ type }) => type !== 'bods-record') ?? null;
}

/** "100 percent of Kettle Cove LLC"; "25 to 50 percent of …"; an interest whose size no record states is said so. */
function interestText({ economic, voting }: OwnershipEdge, company: string): string {
  const share = economic ?? voting;
  if (share === null || (share.lo === 0 && share.hi === 100)) return `an interest of unknown size in ${company}`;
  const votes = economic === null ? ' of the votes' : '';
  return `${shareWords(share)}${votes} of ${company}`;
}

/** Whether a list of assets already names the interest: by the company's number or its name. */
function isListed(context: LeadContext, { owner, subject }: OwnershipEdge): boolean {
  const company = context.entities.get(subject);
  const known = new Set([...(company?.identifiers ?? []).map(({ value }) => value), ...(company?.names ?? [])]);
  return context.facts.assets.some(
    ({ assetKind, identifier, titledOwner }) =>
      assetKind === 'entity_interest' &&
      identifier !== null &&
      known.has(identifier) &&
      titledOwner !== null &&
      context.resolution.entityOf.get(titledOwner) === owner,
  );
}

function interestRoute(context: LeadContext, edge: OwnershipEdge, substitution: Substitution | null): Choice {
  const { owner, subject, records } = edge;
  const company = nameOf(context, subject);
  const facts = { ...UNTRACED, use: [], worth: [] };
  if (!isSubject(context, subject) || !fitsSection1594(context))
    return substituteRoute(context, [owner], { substitution, facts, records });
  return {
    route: 'restraint-853e',
    reason: 'it is an interest in a company through which the network trades',
    facts: { ...facts, nexus: [{ text: `${company} is a subject of this lead`, records }] },
    specialistNote: 'not required',
  };
}

function interestAsset(
  context: LeadContext,
  edge: OwnershipEdge,
  substitutions: ReadonlyMap<EntityId, Substitution>,
): DraftedAsset {
  const { owner, subject, records, basis } = edge;
  const substitution = substitutions.get(owner) ?? null;
  const choice = interestRoute(context, edge, substitution);
  const isTradedThrough = choice.route === 'restraint-853e';
  const barred: Theory[] = choice.route === 'none' ? ['RESTITUTION_LIEN_ONLY'] : ['SUBSTITUTE_853P'];
  const theories: Theory[] = isTradedThrough ? ['FACILITATING'] : barred;
  const authorities = authoritiesOf(theories, context);
  const key = companyKey(context, subject);
  const id = makeId('ast', ['interest', owner, key === null ? subject : [key.type, key.value]]);
  const holds = holdsOf(context, context.outcomes.byAsset.get(id)?.outcomes ?? []);
  const entry: AssetEntry = {
    id,
    kind: 'entity_interest',
    account: null,
    identifiers: {
      interest: interestText(edge, nameOf(context, subject)),
      ...(key === null ? {} : { [key.type]: key.value }),
      basis,
    },
    titledTo: nameOf(context, owner),
    titledOwners: [owner],
    beneficialOwner: null,
    controllers: [],
    nominees: nomineesOf(context, { owners: [owner], holders: [], movements: [] }),
    value: null,
    liens: [],
    netEquity: null,
    observedNetFlow: null,
    address: null,
    countyFips: null,
    districtCodes: [],
    theories,
    authorities,
    warnings: [...authorityWarnings(authorities), ...substituteWarnings(choice.route, substitution)],
    ...UNCLAIMED,
    occupants: 'none',
    victimConnection: false,
    innocentOwner: [],
    route: routeOf(context, choice, { theories, starts: clockStarts(null, holds) }),
    records,
  };
  return { entry, places: [], claimedOut: [] };
}

/**
 * Interests in companies that registers and statements give to subjects of the lead. Their value is unknown, not zero:
 * a lead asks for it. An interest that a list of assets names already is not shown twice.
 */
export function interestAssets(
  context: LeadContext,
  substitutions: ReadonlyMap<EntityId, Substitution>,
): DraftedAsset[] {
  const members = new Set<string>(context.network.members.map(({ id }) => id));
  return context.ownership.edges
    .filter(({ owner, economic, voting }) => members.has(owner) && (economic !== null || voting !== null))
    .filter((edge) => isSubject(context, edge.owner) && !isListed(context, edge))
    .map((edge) => interestAsset(context, edge, substitutions));
}
