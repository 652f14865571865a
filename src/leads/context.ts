import type { Reference } from '../../reference/load.ts';
import {
  type AccountId,
  byKeys,
  compareText,
  type DateText,
  type EntityId,
  groupBy,
  type RunId,
} from '../core/index.ts';
import type { Detection, Network, RoleHypothesis } from '../detection/index.ts';
import {
  type Balance,
  type FactSet,
  type Finding,
  type OutcomeArrangement,
  outcomesOf,
  type PersonState,
} from '../facts/index.ts';
import type { Ownership } from '../ownership/index.ts';
import {
  type Entity,
  type Resolution,
  type ResolvedAccount,
  type ResolvedTransfer,
  statedInstitution,
} from '../resolution/index.ts';
import type { TraceMethod } from '../tracing/index.ts';
import { isProtected, pseudonymsOf, UNNUMBERED } from './victims.ts';

/** What a lead is drafted from: one flagged network and the Run it stands in. */
export type LeadInput = {
  readonly network: Network;
  readonly detection: Detection;
  readonly facts: FactSet;
  readonly resolution: Resolution;
  readonly ownership: Ownership;
  readonly reference: Reference;
  readonly asOf: DateText;
  /**
   * The last day of which a stated balance counts. A statement is often of a later day than the last movement in it, and
   * without an as-of date asked for, its balance is still the last one stated. Without it the as-of date stands here.
   */
  readonly balancesUntil?: DateText;
  /** The Run's id, which enters the lead's id (interface 3). Without it the as-of date stands for the Run. */
  readonly run?: RunId;
  /** The one method by which every asset of the lead is claimed; `libr` unless a person chose another with a reason. */
  readonly traceMethod?: TraceMethod;
};

/** The facts of one lead arranged for its parts: everything is looked up once. */
export type LeadContext = LeadInput & {
  readonly entities: ReadonlyMap<EntityId, Entity>;
  readonly accounts: ReadonlyMap<AccountId, ResolvedAccount>;
  /** Movements of each account, in the total order. */
  readonly movements: ReadonlyMap<AccountId, readonly ResolvedTransfer[]>;
  readonly balances: ReadonlyMap<AccountId, readonly Balance[]>;
  readonly findings: readonly Finding[];
  readonly rolesOf: ReadonlyMap<EntityId, readonly RoleHypothesis[]>;
  readonly pseudonyms: ReadonlyMap<EntityId, string>;
  readonly ownersOf: (account: AccountId) => readonly EntityId[];
  readonly outcomes: OutcomeArrangement;
  /** Never two on one account: a balance and what was bought from it cannot both be claimed (legal-and-evidence 1.3). */
  readonly method: TraceMethod;
};

/** What all leads of a Run look things up in. A pass over every movement, so it is made once for all of them. */
export type RunGround = Pick<LeadContext, 'entities' | 'accounts' | 'movements' | 'balances' | 'outcomes'>;

export function arrangeRun({ resolution, facts }: Pick<LeadInput, 'resolution' | 'facts'>): RunGround {
  const movements = new Map<AccountId, ResolvedTransfer[]>();
  for (const transfer of resolution.transfers) {
    for (const account of new Set([transfer.from.account, transfer.to.account])) {
      if (account === null) continue;
      const list = movements.get(account);
      if (list === undefined) movements.set(account, [transfer]);
      else list.push(transfer);
    }
  }
  return {
    entities: new Map(resolution.entities.map((entity) => [entity.id, entity])),
    accounts: new Map(resolution.accounts.map((account) => [account.id, account])),
    movements,
    balances: groupBy(facts.balances, ({ account }) => resolution.accountOf.get(account) ?? account),
    outcomes: outcomesOf(facts),
  };
}

export function makeContext(input: LeadInput, ground: RunGround): LeadContext {
  const { network, detection } = input;
  const { accounts, movements } = ground;
  const cited = new Set(network.findings);
  const members = network.members.toSorted(
    byKeys(
      ({ type }) => type,
      ({ id }) => id,
    ),
  );
  return {
    ...input,
    ...ground,
    network: { ...network, members },
    findings: detection.findings.filter(({ id }) => cited.has(id)),
    rolesOf: groupBy(network.roles, ({ entity }) => entity),
    pseudonyms: pseudonymsOf(input, involvedIn(network, movements, accounts)),
    ownersOf: (account) => ownersOf(accounts.get(account), account, movements.get(account) ?? []),
    method: input.traceMethod ?? 'libr',
  };
}

/** Members, holders of member accounts, and whoever stands on the other side of their movements. */
function involvedIn(
  { members }: Network,
  movements: LeadContext['movements'],
  accounts: LeadContext['accounts'],
): ReadonlySet<EntityId> {
  const involved = new Set<EntityId>();
  for (const member of members) {
    if (member.type === 'entity') involved.add(member.id);
    else {
      for (const { entity } of accounts.get(member.id)?.holders ?? []) involved.add(entity);
      for (const { from, to, conductor } of movements.get(member.id) ?? []) {
        for (const side of [from, to]) {
          if (side.entity !== null) involved.add(side.entity);
          const holders = side.account === null ? [] : (accounts.get(side.account)?.holders ?? []);
          for (const { entity } of holders) involved.add(entity);
        }
        if (conductor !== null) involved.add(conductor);
      }
    }
  }
  return involved;
}

/** Declared owners and joint holders; where no record declares one, the name that the rows most often give. */
function ownersOf(
  account: ResolvedAccount | undefined,
  id: AccountId,
  movements: readonly ResolvedTransfer[],
): readonly EntityId[] {
  const declared = (account?.holders ?? []).filter(({ role }) => role === 'owner' || role === 'joint');
  if (declared.length > 0) return [...new Set(declared.map(({ entity }) => entity))];
  const counts = new Map<EntityId, number>();
  for (const { from, to } of movements) {
    for (const side of [from, to]) {
      if (side.account === id && side.entity !== null) counts.set(side.entity, (counts.get(side.entity) ?? 0) + 1);
    }
  }
  const [most] = [...counts].sort(([a, x], [b, y]) => y - x || compareText(a, b));
  return most === undefined ? [] : [most[0]];
}

export function stateOf({ detection }: Pick<LeadContext, 'detection'>, entity: EntityId): PersonState {
  return detection.personStates.get(entity) ?? 'UNASSESSED';
}

export function isPossibleVictim({ detection }: Pick<LeadContext, 'detection'>, entity: EntityId): boolean {
  return isProtected(detection, entity);
}

/** The name to print: a possible victim is a pseudonym everywhere in a lead. */
export function nameOf(context: LeadContext, entity: EntityId): string {
  if (isPossibleVictim(context, entity)) return context.pseudonyms.get(entity) ?? UNNUMBERED;
  return context.entities.get(entity)?.names[0] ?? entity;
}

export function isPerson(context: Pick<LeadContext, 'entities'>, entity: EntityId): boolean {
  return context.entities.get(entity)?.kind === 'person';
}

/** Said by a record. A name of unknown kind is not: it may be a person's, whom nobody has screened. */
export function isOrganisation(context: Pick<LeadContext, 'entities'>, entity: EntityId): boolean {
  return context.entities.get(entity)?.kind === 'organisation';
}

/** An account as a lead names it: a possible victim's has no number. */
export function accountLabel(context: LeadContext, id: AccountId): string {
  const account = context.accounts.get(id);
  const holders = [...context.ownersOf(id), ...(account?.holders ?? []).map(({ entity }) => entity)];
  const victim = holders.find((entity) => isPossibleVictim(context, entity));
  if (victim !== undefined) return `an account of ${nameOf(context, victim)}`;
  return account === undefined ? 'an account' : `account ${account.number} at ${statedInstitution(account)}`;
}
