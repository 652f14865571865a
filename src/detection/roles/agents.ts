import { byKeys, type EntityId, groupBy, type RecordId, sortedUnique } from '../../core/index.ts';
import { declaredStakes } from '../control.ts';
import { isInLine } from '../lines-of-business.ts';
import { isOrganisation, isOwnTransfer, isPerson, profileOf, recordsOf, type View } from '../view.ts';

/**
 * What an agent did for a client. Fees and an address are the trade itself; the other acts lend a hand, a name or a
 * signature and are conduct.
 */
export type AgentAct = {
  readonly kind: 'fee' | 'address' | 'signs' | 'attorney' | 'account-used' | 'director-supplied' | 'nominee-supplied';
  readonly by: EntityId;
  readonly client: EntityId;
  readonly records: readonly RecordId[];
};

/** A practice: a firm that serves companies, with the people who own it, or such a person alone. */
export type Agent = {
  readonly id: EntityId;
  readonly people: readonly EntityId[];
  readonly clients: readonly EntityId[];
  readonly acts: readonly AgentAct[];
};

const TRADE =
  /\b(ACCOUNT(ANT|ING)|BOOKKEEP\w*|CPA|NOTARY|ATTORNEY|LAWYER|PARALEGAL|FORMATION|REGISTERED AGENT|TAX PREPARER)\b/;

function hasTrade(view: View, entity: EntityId): boolean {
  const profile = profileOf(view, entity);
  if (profile === null) return false;
  return isInLine(profile.naics, 'agent') || profile.occupations.some((text) => TRADE.test(text));
}

/** Every practice: firms by line of business with their declared owners, and people by occupation. */
export function practices(view: View): Map<EntityId, EntityId[]> {
  const found = new Map<EntityId, EntityId[]>();
  for (const entity of view.profiles.keys()) if (hasTrade(view, entity)) found.set(entity, []);
  for (const [owner, stakes] of declaredStakes(view))
    for (const { organisation } of stakes) if (isPerson(view, owner)) found.get(organisation)?.push(owner);
  const employedBy = new Set([...found.values()].flat());
  for (const [entity] of found) if (employedBy.has(entity)) found.delete(entity);
  return found;
}

/** Firms and people whose signature or position is a service that they sell. */
export function agentsByTrade(view: View): Set<EntityId> {
  return new Set([...practices(view)].flatMap(([firm, people]) => [firm, ...people]));
}

function signing(view: View, agents: ReadonlySet<EntityId>): AgentAct[] {
  return [...view.accounts.values()].flatMap((account) =>
    (view.ownersOf.get(account.id) ?? []).flatMap((client) =>
      account.holders
        .filter((holder) => agents.has(holder.entity) && holder.entity !== client)
        .filter((holder) => holder.role === 'signatory' || holder.role === 'poa')
        .map((holder): AgentAct => {
          const kind = holder.role === 'poa' ? 'attorney' : 'signs';
          return { kind, by: holder.entity, client, records: holder.records };
        }),
    ),
  );
}

/** Payments of a client that the agent orders in person: cash at the counter or a transfer. */
function conducting(view: View, agents: ReadonlySet<EntityId>): AgentAct[] {
  const moves = view.movements.filter(
    ({ conductor, from, to }) =>
      conductor !== null && agents.has(conductor) && conductor !== from.entity && conductor !== to.entity,
  );
  const client = (move: (typeof moves)[number]) => move.from.entity ?? move.to.entity;
  return [...groupBy(moves, (move) => `${move.conductor} ${client(move)}`).values()].flatMap((list): AgentAct[] => {
    const [first] = list;
    const of = first === undefined ? null : client(first);
    if (first === undefined || first.conductor === null || of === null) return [];
    return [{ kind: 'account-used', by: first.conductor, client: of, records: recordsOf(list) }];
  });
}

/** Seats and names that carry no share: a director or a nominee whom the register shows. */
function positions(view: View, agents: ReadonlySet<EntityId>): AgentAct[] {
  const { facts, resolution } = view.input;
  return facts.holdings.flatMap((holding): AgentAct[] => {
    const by = holding.owner === null ? undefined : resolution.entityOf.get(holding.owner);
    const client = holding.subject === null ? undefined : resolution.entityOf.get(holding.subject);
    if (by === undefined || client === undefined || !agents.has(by) || holding.share !== null) return [];
    const kind = holding.interestClass === 'nominee' ? 'nominee-supplied' : 'director-supplied';
    return [{ kind, by, client, records: [holding.record] }];
  });
}

function fees(view: View, agents: ReadonlySet<EntityId>): AgentAct[] {
  const paid = view.movements.filter(
    (move) =>
      move.to.entity !== null &&
      agents.has(move.to.entity) &&
      isOrganisation(view, move.from.entity) &&
      !isOwnTransfer(move),
  );
  return [...groupBy(paid, (move) => `${move.to.entity} ${move.from.entity}`).values()].flatMap((moves): AgentAct[] => {
    const [first] = moves;
    if (first === undefined || first.to.entity === null || first.from.entity === null) return [];
    return [{ kind: 'fee', by: first.to.entity, client: first.from.entity, records: recordsOf(moves) }];
  });
}

function addresses(view: View, agents: ReadonlySet<EntityId>): AgentAct[] {
  return view.contacts.flatMap((contact) =>
    contact.holders
      .filter((holder) => contact.kind === 'address' && agents.has(holder))
      .flatMap((by) =>
        contact.holders
          .filter((client) => isOrganisation(view, client) && !agents.has(client))
          .map((client): AgentAct => ({ kind: 'address', by, client, records: contact.records })),
      ),
  );
}

/** Everyone who serves companies for a living, with all clients and all acts: the base of every lift. */
export function findAgents(view: View): Agent[] {
  const found = practices(view);
  const agents = agentsByTrade(view);
  const acts = [
    ...signing(view, agents),
    ...conducting(view, agents),
    ...positions(view, agents),
    ...fees(view, agents),
    ...addresses(view, agents),
  ].filter((act) => isOrganisation(view, act.client) && !agents.has(act.client));
  const byActor = groupBy(acts, (act) => act.by);
  return [...found]
    .map(([id, people]) => {
      const own = sortedUnique([id, ...people]).flatMap((member) => byActor.get(member) ?? []);
      return { id, people, clients: sortedUnique(own.map((act) => act.client)), acts: own };
    })
    .sort(byKeys((agent) => agent.id));
}
