import { byKeys, type EntityId, groupBy, type RecordId, sortedUnique } from '../../core/index.ts';
import type { Ticks } from '../amounts.ts';
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

/** Words by which a firm's name or a person's occupation states a trade of serving companies. */
const TRADE =
  /\b(ACCOUNT(ANTS?|ING)|BOOKKEEP\w*|CPAS?|NOTAR(Y|IES|IAL)|ATTORNEYS?|LAWYERS?|PARALEGAL|INCORPORAT(ORS?|IONS?)|FORMATIONS?|REGISTERED AGENTS?|TAX PREPAR\w+)\b/;
/** A practice by conduct has so many paying clients, and its people sign for so many of them, never for all. */
const MIN_CLIENTS = 5;
const MIN_SIGNED_CLIENTS = 2;

function hasTrade(view: View, entity: EntityId): boolean {
  const profile = profileOf(view, entity);
  if (profile === null) return false;
  const stated = profile.kind === 'organisation' ? profile.label.toUpperCase() : profile.occupations.join(' ');
  return isInLine(profile.naics, 'agent') || TRADE.test(stated);
}

/** People who own a firm openly or may sign for its accounts. */
function peopleOf(view: View): Map<EntityId, EntityId[]> {
  const people = new Map<EntityId, EntityId[]>();
  const add = (firm: EntityId, person: EntityId) => {
    const list = people.get(firm) ?? [];
    if (isPerson(view, person) && !list.includes(person)) people.set(firm, [...list, person]);
  };
  for (const [owner, stakes] of declaredStakes(view)) for (const { organisation } of stakes) add(organisation, owner);
  for (const [account, signers] of view.signersOf)
    for (const firm of view.ownersOf.get(account) ?? []) for (const signer of signers) add(firm, signer);
  return people;
}

/** Those who pay a firm what may be a fee: under a tenth of all that they pay out. A sweep of takings is no fee. */
function feePayers(view: View, firms: ReadonlySet<EntityId>): Map<EntityId, EntityId[]> {
  const out = new Map<EntityId, Ticks>();
  const paid = new Map<string, { from: EntityId; to: EntityId; sum: Ticks }>();
  for (const { from, to, amount } of view.movements) {
    if (from.entity === null) continue;
    out.set(from.entity, (out.get(from.entity) ?? 0n) + amount);
    if (to.entity === null || !firms.has(to.entity)) continue;
    const key = `${from.entity} ${to.entity}`;
    paid.set(key, { from: from.entity, to: to.entity, sum: (paid.get(key)?.sum ?? 0n) + amount });
  }
  const fees = [...paid.values()].filter(({ from, sum }) => sum * 10n < (out.get(from) ?? 0n));
  return new Map([...groupBy(fees, (fee) => fee.to)].map(([firm, list]) => [firm, list.map((fee) => fee.from)]));
}

/** Firms that several organisations pay fees and for whose accounts the firm's own people sign: a practice by conduct. */
function practisingFirms(view: View, people: ReadonlyMap<EntityId, readonly EntityId[]>): EntityId[] {
  return [...feePayers(view, new Set(people.keys()))].flatMap(([firm, paying]) => {
    const signedFor = (people.get(firm) ?? []).flatMap((person) => view.signsFor.get(person) ?? []);
    const owners = new Set(signedFor.flatMap((account) => view.ownersOf.get(account) ?? []));
    const clients = paying.filter((payer) => payer !== firm && owners.has(payer));
    const isPractice = paying.length >= MIN_CLIENTS && clients.length >= MIN_SIGNED_CLIENTS;
    return isPractice && clients.length < paying.length ? [firm] : [];
  });
}

/**
 * Every practice: firms by line of business or name, firms that practise by conduct, each with its people, and people by
 * occupation. Someone who belongs to a firm counts with the firm.
 */
function practices(view: View): Map<EntityId, EntityId[]> {
  const people = peopleOf(view);
  const traders = [...view.profiles.keys()].filter((entity) => hasTrade(view, entity));
  const found = new Map<EntityId, EntityId[]>();
  for (const id of [...traders, ...practisingFirms(view, people)]) found.set(id, people.get(id) ?? []);
  const inFirms = new Set([...found.values()].flat());
  for (const id of [...found.keys()]) if (inFirms.has(id)) found.delete(id);
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
