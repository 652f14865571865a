import type { Reference } from '../../reference/load.ts';
import { type AccountId, compareText, type DateText, type EntityId, groupBy, type RunId } from '../core/index.ts';
import type { Detection, Network, RoleHypothesis } from '../detection/index.ts';
import type { Balance, FactSet, Finding, PersonState } from '../facts/index.ts';
import type { Ownership } from '../ownership/index.ts';
import type { Entity, Resolution, ResolvedAccount, ResolvedTransfer } from '../resolution/index.ts';
import { pseudonymsOf } from './victims.ts';

/** What a lead is drafted from: one flagged network and the Run it stands in. */
export type LeadInput = {
  readonly network: Network;
  readonly detection: Detection;
  readonly facts: FactSet;
  readonly resolution: Resolution;
  readonly ownership: Ownership;
  readonly reference: Reference;
  readonly asOf: DateText;
  /** The Run's id, which enters the lead's id (interface 3). Without it the as-of date stands for the Run. */
  readonly run?: RunId;
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
};

export function makeContext(input: LeadInput): LeadContext {
  const { resolution, network, detection, facts } = input;
  const movements = new Map<AccountId, ResolvedTransfer[]>();
  for (const transfer of resolution.transfers) {
    for (const account of new Set([transfer.from.account, transfer.to.account])) {
      if (account === null) continue;
      const list = movements.get(account);
      if (list === undefined) movements.set(account, [transfer]);
      else list.push(transfer);
    }
  }
  const accounts = new Map(resolution.accounts.map((account) => [account.id, account]));
  const cited = new Set(network.findings);
  return {
    ...input,
    entities: new Map(resolution.entities.map((entity) => [entity.id, entity])),
    accounts,
    movements,
    balances: groupBy(facts.balances, ({ account }) => resolution.accountOf.get(account) ?? account),
    findings: detection.findings.filter(({ id }) => cited.has(id)),
    rolesOf: groupBy(network.roles, ({ entity }) => entity),
    pseudonyms: pseudonymsOf(input),
    ownersOf: (account) => ownersOf(accounts.get(account), account, movements.get(account) ?? []),
  };
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

export function isPossibleVictim(context: Pick<LeadContext, 'pseudonyms'>, entity: EntityId): boolean {
  return context.pseudonyms.has(entity);
}

/** The name to print: a possible victim is a pseudonym everywhere in a lead. */
export function nameOf(context: Pick<LeadContext, 'entities' | 'pseudonyms'>, entity: EntityId): string {
  return context.pseudonyms.get(entity) ?? context.entities.get(entity)?.names[0] ?? entity;
}

export function isPerson(context: Pick<LeadContext, 'entities'>, entity: EntityId): boolean {
  return context.entities.get(entity)?.kind === 'person';
}
