import { type AccountId, dayNumber, type EntityId, type RecordId, sortedUnique } from '../core/index.ts';
import type { Entity, ResolvedAccount, ResolvedTransfer } from '../resolution/index.ts';
import { type ActingContext, actingNames } from './acting-names.ts';
import { ticksOf } from './amounts.ts';
import { type SharedContact, sharedContacts } from './contact-index.ts';
import { isCashIn, isCashOut, type Movement } from './movement.ts';
import { countPayers } from './payers.ts';
import { buildProfiles, type Profile } from './profile.ts';
import { readPurposes, type UnreadMovement } from './purpose.ts';
import type { DetectionInput } from './types.ts';

export type AccountFlow = { readonly credits: readonly Movement[]; readonly debits: readonly Movement[] };

/** The facts of one Run arranged for rules: everything a rule may ask, computed once. */
export type View = {
  readonly input: DetectionInput;
  readonly entities: ReadonlyMap<EntityId, Entity>;
  readonly profiles: ReadonlyMap<EntityId, Profile>;
  readonly accounts: ReadonlyMap<AccountId, ResolvedAccount>;
  readonly movements: readonly Movement[];
  readonly flows: ReadonlyMap<AccountId, AccountFlow>;
  /** Owners and joint holders as declared; where no record declares one, the name that the rows most often give. */
  readonly ownersOf: ReadonlyMap<AccountId, readonly EntityId[]>;
  readonly accountsOf: ReadonlyMap<EntityId, readonly AccountId[]>;
  /** Who may act on the account without owning it: signatory, power of attorney. */
  readonly signersOf: ReadonlyMap<AccountId, readonly EntityId[]>;
  readonly signsFor: ReadonlyMap<EntityId, readonly AccountId[]>;
  readonly contacts: readonly SharedContact[];
  /** Number of distinct entities that ever pay an entity. */
  readonly payerCount: ReadonlyMap<EntityId, number>;
};

const EMPTY_FLOW: AccountFlow = { credits: [], debits: [] };

export function flowOf(view: Pick<View, 'flows'>, account: AccountId): AccountFlow {
  return view.flows.get(account) ?? EMPTY_FLOW;
}

export function profileOf(view: Pick<View, 'profiles'>, entity: EntityId | null): Profile | null {
  return entity === null ? null : (view.profiles.get(entity) ?? null);
}

export function labelOf(view: Pick<View, 'profiles'>, entity: EntityId): string {
  return view.profiles.get(entity)?.label ?? entity;
}

export function isPerson(view: Pick<View, 'profiles'>, entity: EntityId | null): boolean {
  return profileOf(view, entity)?.kind === 'person';
}

export function isOrganisation(view: Pick<View, 'profiles'>, entity: EntityId | null): boolean {
  return profileOf(view, entity)?.kind === 'organisation';
}

/** Whether an organisation serves guests on its premises: the trades of reference/venue-naics.csv. */
export function isVenue(view: View, entity: EntityId): boolean {
  const profile = profileOf(view, entity);
  return profile?.kind === 'organisation' && profile.naics.some((code) => view.input.reference.venueNaics.has(code));
}

/** All movements of an entity's own accounts, in the total order. */
export function flowOfEntity(view: View, entity: EntityId): AccountFlow {
  const accounts = view.accountsOf.get(entity) ?? [];
  const [only] = accounts;
  if (accounts.length === 1 && only !== undefined) return flowOf(view, only);
  const inOrder = (a: Movement, b: Movement) => a.index - b.index;
  return {
    credits: accounts.flatMap((id) => flowOf(view, id).credits).sort(inOrder),
    debits: accounts.flatMap((id) => flowOf(view, id).debits).sort(inOrder),
  };
}

/** Whether the two sides of a movement are accounts of one entity: money that has not moved at all. */
export function isOwnTransfer(movement: Movement): boolean {
  return movement.from.entity !== null && movement.from.entity === movement.to.entity;
}

export function cashIn(flow: AccountFlow): Movement[] {
  return flow.credits.filter(isCashIn);
}

export function cashOut(flow: AccountFlow): Movement[] {
  return flow.debits.filter(isCashOut);
}

export function recordsOf(movements: Iterable<Movement>): RecordId[] {
  return sortedUnique([...movements].flatMap((movement) => movement.records));
}

type Holders = Map<AccountId, EntityId[]>;

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else if (!list.includes(value)) list.push(value);
}

function invert(map: ReadonlyMap<AccountId, readonly EntityId[]>): Map<EntityId, AccountId[]> {
  const inverse = new Map<EntityId, AccountId[]>();
  for (const [account, entities] of map) for (const entity of entities) push(inverse, entity, account);
  return inverse;
}

/** The entity that the rows most often name for an account which no record declares; ties to the smaller id. */
function impliedOwners(transfers: readonly ResolvedTransfer[], declared: Holders): Holders {
  const counts = new Map<AccountId, Map<EntityId, number>>();
  for (const transfer of transfers) {
    for (const side of [transfer.from, transfer.to]) {
      if (side.account === null || side.entity === null || declared.has(side.account)) continue;
      const names = counts.get(side.account) ?? new Map<EntityId, number>();
      names.set(side.entity, (names.get(side.entity) ?? 0) + 1);
      counts.set(side.account, names);
    }
  }
  const implied: Holders = new Map();
  for (const [account, names] of counts) {
    const [first] = [...names].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
    if (first !== undefined) implied.set(account, [first[0]]);
  }
  return implied;
}

function readHolders(accounts: readonly ResolvedAccount[]): { owners: Holders; signers: Holders } {
  const owners: Holders = new Map();
  const signers: Holders = new Map();
  for (const account of accounts) {
    for (const holder of account.holders) {
      if (holder.role === 'owner' || holder.role === 'joint') push(owners, account.id, holder.entity);
      if (holder.role === 'signatory' || holder.role === 'poa') push(signers, account.id, holder.entity);
    }
  }
  return { owners, signers };
}

function actor(side: ResolvedTransfer['from'], owners: Holders): UnreadMovement['from'] {
  const held = side.account === null ? [] : (owners.get(side.account) ?? []);
  const named = side.entity !== null && held.includes(side.entity) ? side.entity : (held[0] ?? side.entity);
  return { account: side.account, entity: named };
}

function unreadMovements(input: DetectionInput, owners: Holders): UnreadMovement[] {
  const last = input.to ?? input.asOf;
  const inWindow = (date: string) => date <= last && (input.from === null || date >= input.from);
  return input.resolution.transfers
    .filter((transfer) => inWindow(transfer.at.date))
    .map((transfer, index) => ({
      index,
      date: transfer.at.date,
      day: dayNumber(transfer.at.date),
      micros: transfer.at.micros,
      localHour: transfer.at.localHour,
      amount: ticksOf(transfer.amount),
      currency: transfer.amount.currency,
      method: transfer.method,
      memo: transfer.memo,
      place: transfer.place,
      from: actor(transfer.from, owners),
      to: actor(transfer.to, owners),
      namedPayee: transfer.to.entity,
      conductor: transfer.conductor,
      records: transfer.records,
    }));
}

/** Counts the acts of a bare name under the one whom it stands for. */
function withActors(movements: readonly UnreadMovement[], context: Omit<ActingContext, 'movements'>): UnreadMovement[] {
  const standFor = actingNames({ ...context, movements });
  const who = (entity: EntityId | null) => (entity === null ? null : (standFor.get(entity) ?? entity));
  return movements.map((movement) => ({
    ...movement,
    from: { ...movement.from, entity: who(movement.from.entity) },
    to: { ...movement.to, entity: who(movement.to.entity) },
    namedPayee: who(movement.namedPayee),
    conductor: who(movement.conductor),
  }));
}

function buildFlows(movements: readonly Movement[]): Map<AccountId, { credits: Movement[]; debits: Movement[] }> {
  const flows = new Map<AccountId, { credits: Movement[]; debits: Movement[] }>();
  const at = (account: AccountId) => {
    const flow = flows.get(account) ?? { credits: [], debits: [] };
    flows.set(account, flow);
    return flow;
  };
  for (const movement of movements) {
    if (movement.to.account !== null) at(movement.to.account).credits.push(movement);
    if (movement.from.account !== null) at(movement.from.account).debits.push(movement);
  }
  return flows;
}

/** Arranges the facts of a Run. Movements after `to` (else the as-of date) and before `from` are left out. */
export function buildView(input: DetectionInput): View {
  const { resolution } = input;
  const { owners, signers } = readHolders(resolution.accounts);
  for (const [account, implied] of impliedOwners(resolution.transfers, owners)) owners.set(account, implied);
  const profiles = buildProfiles(resolution);
  const unread = withActors(unreadMovements(input, owners), {
    profiles,
    ownersOf: owners,
    signersOf: signers,
    edges: input.ownership.edges,
  });
  const movements = readPurposes(unread, { profiles, memoWords: input.reference.memoWords });
  return {
    input,
    entities: new Map(resolution.entities.map((entity) => [entity.id, entity])),
    profiles,
    accounts: new Map(resolution.accounts.map((account) => [account.id, account])),
    movements,
    flows: buildFlows(movements),
    ownersOf: owners,
    accountsOf: invert(owners),
    signersOf: signers,
    signsFor: invert(signers),
    contacts: sharedContacts(profiles),
    payerCount: countPayers(movements),
  };
}
