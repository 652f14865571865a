import type { Reference } from '../../../reference/load.ts';
import { type AccountId, byKeys, type DateText, type EntityId, groupBy, sortedUnique } from '../../core/index.ts';
import { type FactSet, type Outcome, outcomesOf } from '../../facts/index.ts';
import type { Lead, LeadInput } from '../../leads/index.ts';
import type { Entity, Resolution, ResolvedTransfer } from '../../resolution/index.ts';
import { benefitFacts } from './benefit.ts';
import { type KnowledgeGround, knowledgeFacts } from './knowledge.ts';
import { INNOCENT_TRADE, isMoneyTrade, labourTrade, paidTrade } from './trade.ts';
import { THIRD_PARTY_ROLES, type ThirdParty, type ThirdPartyReport, type ThirdPartyRole } from './types.ts';

export type ThirdPartyInput = {
  readonly network: Pick<LeadInput['network'], 'id' | 'members' | 'roles'>;
  readonly facts: Pick<FactSet, 'holdings' | 'outcomes' | 'records'>;
  readonly resolution: Resolution;
  readonly reference: Pick<Reference, 'naicsTitle'>;
  /** The lead of the network: its subjects, and the ids by which outcomes name its assets. */
  readonly lead: Pick<Lead, 'id' | 'assets' | 'subjects'> | null;
  readonly asOf: DateText;
};

/** Fewer payments than this say nothing of a standing relation (default). */
const LEAST_PAYMENTS = 3;

const NOTE =
  'Organisations outside the network that it paid for premises, or that paid it for labour. That is a position in the records. Nothing here says that anyone knew or should have known of anything; a person judges that.';

const STANDARDS = [
  {
    authority: '18 USC 1593A',
    asks: 'benefits, financially or by receiving anything of value, from participation in a venture, "knowing or in reckless disregard" of what the venture does',
  },
  {
    authority: '18 USC 1595(a)',
    asks: 'benefits from participation in a venture which it "knew or should have known" has engaged in an act in violation of chapter 77',
  },
] as const;

type Ground = ThirdPartyInput & {
  readonly entities: ReadonlyMap<EntityId, Entity>;
  readonly members: ReadonlySet<EntityId>;
  readonly accounts: ReadonlySet<AccountId>;
  /** Firms of the network and subjects of its lead. What anyone else in it pays, a worker's rent, is their own affair. */
  readonly payers: ReadonlySet<EntityId>;
  readonly ownerOf: (side: ResolvedTransfer['from']) => EntityId | null;
  readonly codesOf: (entity: EntityId) => readonly string[];
};

function groundOf(input: ThirdPartyInput): Ground {
  const { network, resolution, lead, asOf } = input;
  const owners = new Map<AccountId, EntityId>();
  for (const { id, holders } of resolution.accounts) {
    const owner = holders.find(({ role }) => role === 'owner' || role === 'joint');
    if (owner !== undefined) owners.set(id, owner.entity);
  }
  const entities = new Map(resolution.entities.map((entity) => [entity.id, entity]));
  const known = resolution.transfers.filter(({ at }) => at.date <= asOf);
  const members = network.members.flatMap((member) => (member.type === 'entity' ? [member.id] : []));
  const firms = members.filter((id) => entities.get(id)?.kind === 'organisation');
  return {
    ...input,
    resolution: { ...resolution, transfers: known },
    entities,
    members: new Set(members),
    accounts: new Set(network.members.flatMap((member) => (member.type === 'account' ? [member.id] : []))),
    payers: new Set([...firms, ...(lead?.subjects ?? []).map(({ entity }) => entity)]),
    ownerOf: ({ account, entity }) => (account === null ? entity : (owners.get(account) ?? entity)),
    codesOf: (entity) =>
      sortedUnique(
        (entities.get(entity)?.parties ?? []).flatMap((party) => resolution.partyById.get(party)?.naics ?? []),
      ),
  };
}

type Dealing = {
  readonly entity: EntityId;
  readonly role: ThirdPartyRole;
  readonly why: string;
  readonly transfer: ResolvedTransfer;
};

function isOfNetwork({ members, accounts }: Ground, side: ResolvedTransfer['from']): boolean {
  return (side.account !== null && accounts.has(side.account)) || (side.entity !== null && members.has(side.entity));
}

/** What the network pays for: a room or premises, by the payee's own line of business or by the rent that it takes. */
function paidDealing(ground: Ground, transfer: ResolvedTransfer): Dealing | null {
  const entity = ground.ownerOf(transfer.to);
  const payer = ground.ownerOf(transfer.from);
  if (entity === null || ground.members.has(entity) || payer === null || !ground.payers.has(payer)) return null;
  const trade = paidTrade(ground.codesOf(entity));
  if (trade !== null) {
    const title = ground.reference.naicsTitle(trade.code) ?? 'title not known';
    return { entity, role: trade.role, why: `its line of business is NAICS ${trade.code}, ${title}`, transfer };
  }
  const rent = ground.network.roles.find((item) => item.role === 'landlord' && item.entity === entity);
  return rent === undefined ? null : { entity, role: 'landlord', why: rent.reasons.join('; '), transfer };
}

/** Who pays a firm or subject of the network whose trade is other people's work: a worker's own trade is no such firm. */
function labourDealing(ground: Ground, transfer: ResolvedTransfer): Dealing | null {
  const [buyer, seller] = [ground.ownerOf(transfer.from), ground.ownerOf(transfer.to)];
  if (buyer === null || seller === null || !ground.members.has(seller) || !ground.payers.has(seller)) return null;
  if (isOfNetwork(ground, transfer.from)) return null;
  const code = labourTrade(ground.codesOf(seller));
  if (code === null || isMoneyTrade(ground.codesOf(buyer))) return null;
  const title = ground.reference.naicsTitle(code) ?? 'title not known';
  const firm = ground.entities.get(seller);
  const paid = firm?.kind === 'organisation' ? (firm.names[0] ?? 'a firm of the network') : 'a subject of the lead';
  const why = `it pays ${paid}, whose line of business is NAICS ${code}, ${title}`;
  return { entity: buyer, role: 'buyer of labour', why, transfer };
}

const STEPS: readonly Outcome['outcomeType'][] = ['tro', 'restraint', 'seizure', 'forfeiture', 'order'];

/** Outcomes that name the lead, or an asset or account of the network. */
function stepsAgainst({ facts, lead, accounts, asOf }: Ground): Outcome[] {
  const own = new Set<string>([
    ...accounts,
    ...(lead?.assets ?? []).map(({ id }) => id),
    ...(lead === null ? [] : [lead.id]),
  ]);
  return outcomesOf(facts).ordered.filter(
    ({ outcomeType, asset, lead: named, at }) =>
      STEPS.includes(outcomeType) && at.slice(0, 10) <= asOf && (own.has(asset ?? '') || own.has(named ?? '')),
  );
}

function knowledgeGround(ground: Ground): KnowledgeGround {
  const { resolution, entities, facts, members } = ground;
  return {
    facts,
    resolution,
    members,
    partiesOf: (entity) =>
      (entities.get(entity)?.parties ?? []).flatMap((party) => resolution.partyById.get(party) ?? []),
    isNamed: (entity) => entities.get(entity)?.kind === 'organisation',
    nameOf: (entity) => entities.get(entity)?.names[0] ?? entity,
    steps: stepsAgainst(ground),
  };
}

const BENEFIT_OF: Readonly<Record<ThirdPartyRole, string>> = {
  lodging: 'that it took from the network',
  landlord: 'that it took from the network',
  'buyer of labour': 'that it made to the network for labour, whose value it received',
};

function thirdParty(ground: Ground, knowledge: KnowledgeGround, dealings: readonly Dealing[]): ThirdParty[] {
  const [first] = dealings;
  if (first === undefined || dealings.length < LEAST_PAYMENTS) return [];
  const { entity, role, why } = first;
  const transfers = dealings.map(({ transfer }) => transfer);
  const known = knowledgeFacts(knowledge, entity, transfers);
  return [
    {
      entity,
      names: ground.entities.get(entity)?.names ?? [],
      role,
      why,
      benefit: benefitFacts(transfers, BENEFIT_OF[role]),
      knowledge: known,
      innocent: INNOCENT_TRADE[role],
      missing: [
        ...(known.length === 0 ? ['no record here bears on what it knew'] : []),
        'notices to it: complaints, police calls, inspections, warnings by staff or guests; no record states any',
        'its part in the venture beyond taking or paying a price; no record states any',
      ],
    },
  ];
}

/**
 * Third parties of one network, benefit apart from knowledge (legal-and-evidence 5.2). Organisations alone are named; those
 * with fewer than three payments are left out. Order: role, then entity.
 */
export function thirdParties(input: ThirdPartyInput): ThirdPartyReport {
  const ground = groundOf(input);
  const knowledge = knowledgeGround(ground);
  const dealings = ground.resolution.transfers.flatMap(
    (transfer) => paidDealing(ground, transfer) ?? labourDealing(ground, transfer) ?? [],
  );
  const groups = [...groupBy(dealings, ({ role, entity }) => `${role} ${entity}`).values()];
  const isOrganisation = ([first]: readonly Dealing[]) =>
    first !== undefined && ground.entities.get(first.entity)?.kind === 'organisation';
  const persons = groups
    .filter((group) => group.length >= LEAST_PAYMENTS && !isOrganisation(group))
    .flatMap(([first]) => first?.entity ?? []);
  return {
    network: input.network.id,
    asOf: input.asOf,
    note: NOTE,
    standards: STANDARDS,
    thirdParties: groups
      .filter(isOrganisation)
      .flatMap((group) => thirdParty(ground, knowledge, group))
      .sort(
        byKeys(
          ({ role }) => THIRD_PARTY_ROLES.indexOf(role),
          ({ entity }) => entity,
        ),
      ),
    personsNotNamed: new Set(persons).size,
  };
}
