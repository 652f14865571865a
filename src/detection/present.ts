import { type AccountId, type EntityId, groupBy, type Json, scoreText } from '../core/index.ts';
import type { FactSet, Finding, Identifier, PersonState } from '../facts/index.ts';
import {
  type AccountHolder,
  type Entity,
  type Resolution,
  type ResolvedAccount,
  statedInstitution,
} from '../resolution/index.ts';
import { amountText, type Ticks, ticksOf } from './amounts.ts';
import type { CoercionScreen, Detection, Network, NetworkMember, RoleHypothesis } from './types.ts';

type Totals = { readonly currency: string; in: Ticks; out: Ticks };

/** What the result rows look things up in, computed once for all rows. */
export type Presentation = {
  readonly facts: FactSet;
  readonly detection: Detection;
  readonly entities: ReadonlyMap<EntityId, Entity>;
  readonly accounts: ReadonlyMap<AccountId, ResolvedAccount>;
  readonly parties: Resolution['partyById'];
  readonly networksOf: ReadonlyMap<string, readonly Network[]>;
  readonly accountsOf: ReadonlyMap<EntityId, readonly { readonly account: ResolvedAccount; readonly role: string }[]>;
  readonly assetsOf: ReadonlyMap<EntityId, number>;
  readonly totals: ReadonlyMap<AccountId, Totals>;
};

const NO_SCREEN: CoercionScreen = { hit: false, items: [] };
const HOLDER_ROLES: readonly AccountHolder['role'][] = ['owner', 'joint', 'signatory', 'poa'];

function accountTotals(resolution: Resolution): Map<AccountId, Totals> {
  const totals = new Map<AccountId, Totals>();
  for (const { from, to, amount } of resolution.transfers) {
    const add = (account: AccountId | null, side: 'in' | 'out') => {
      if (account === null) return;
      const entry = totals.get(account) ?? { currency: amount.currency, in: 0n, out: 0n };
      if (entry.currency === amount.currency) entry[side] += ticksOf(amount);
      totals.set(account, entry);
    };
    add(from.account, 'out');
    add(to.account, 'in');
  }
  return totals;
}

function membership(detection: Detection): Map<string, Network[]> {
  const networks = new Map<string, Network[]>();
  for (const network of detection.networks)
    for (const member of network.members) networks.set(member.id, [...(networks.get(member.id) ?? []), network]);
  return networks;
}

/** Indexes the results of a Run for presentation. */
export function presentation(facts: FactSet, resolution: Resolution, detection: Detection): Presentation {
  const holdings = resolution.accounts.flatMap((account) =>
    account.holders
      .filter((holder) => HOLDER_ROLES.includes(holder.role))
      .map((holder) => ({ entity: holder.entity, account, role: holder.role as string })),
  );
  const assetsOf = new Map<EntityId, number>();
  for (const asset of facts.assets) {
    const owner = asset.titledOwner === null ? undefined : resolution.entityOf.get(asset.titledOwner);
    if (owner !== undefined) assetsOf.set(owner, (assetsOf.get(owner) ?? 0) + 1);
  }
  return {
    facts,
    detection,
    entities: new Map(resolution.entities.map((entity) => [entity.id, entity])),
    accounts: new Map(resolution.accounts.map((account) => [account.id, account])),
    parties: resolution.partyById,
    networksOf: membership(detection),
    accountsOf: groupBy(holdings, (holding) => holding.entity),
    assetsOf,
    totals: accountTotals(resolution),
  };
}

function identifiersJson(identifiers: readonly Identifier[]): Json {
  return identifiers.map(({ type, value, issuer }) => (issuer === null ? { type, value } : { type, value, issuer }));
}

function screenJson(screen: CoercionScreen): Json {
  return { hit: screen.hit, items: screen.items.map(({ item, text, records }) => ({ item, text, records })) };
}

function roleJson(role: RoleHypothesis): Json {
  return { role: role.role, score: scoreText(role.score), reasons: role.reasons, records: role.records };
}

function stateOf(p: Presentation, entity: EntityId): PersonState {
  return p.detection.personStates.get(entity) ?? 'UNASSESSED';
}

function memberJson(p: Presentation, network: Network, member: NetworkMember): Json {
  if (member.type === 'account') {
    const account = p.accounts.get(member.id);
    return {
      type: 'account',
      id: member.id,
      institution: account === undefined ? '' : statedInstitution(account),
      number: account?.number ?? '',
      holders: [...new Set(account?.holders.map((holder) => holder.entity) ?? [])],
    };
  }
  const entity = p.entities.get(member.id);
  return {
    type: 'entity',
    id: member.id,
    kind: entity?.kind ?? 'unknown',
    names: entity?.names ?? [],
    identifiers: identifiersJson(entity?.identifiers ?? []),
    membership: scoreText(member.membership),
    uncertain: member.uncertain,
    roles: network.roles.filter((role) => role.entity === member.id).map(roleJson),
    personState: stateOf(p, member.id),
    coercionScreen: screenJson(p.detection.screens.get(member.id) ?? NO_SCREEN),
  };
}

/** Roles of people and firms who serve the network without being members of it. */
function outsideRoles(p: Presentation, network: Network): Json {
  const members = new Set<string>(network.members.map((member) => member.id));
  return network.roles
    .filter((role) => !members.has(role.entity))
    .map((role) => ({
      entity: role.entity,
      names: p.entities.get(role.entity)?.names ?? [],
      identifiers: identifiersJson(p.entities.get(role.entity)?.identifiers ?? []),
      role: role.role,
      score: scoreText(role.score),
      reasons: role.reasons,
      records: role.records,
    }));
}

/** The `networks` row of interface 3. Fields beside those promised there: decisiveFact, controlFacts, outsideRoles. */
export function networkJson(network: Network, p: Presentation): { readonly [key: string]: Json } {
  const entities = network.members.flatMap((member) => (member.type === 'entity' ? [member.id] : []));
  return {
    id: network.id,
    rank: network.rank,
    flagged: network.flagged,
    kinds: network.kinds,
    score: scoreText(network.score),
    families: network.families,
    familiesNotComputed: network.familiesNotComputed,
    explanation: network.explanation,
    whyNotFlagged: network.whyNotFlagged,
    decisiveFact: { ...network.decisiveFact },
    stability: scoreText(network.stability),
    lineage: { from: [], event: 'born' },
    members: network.members.map((member) => memberJson(p, network, member)),
    outsideRoles: outsideRoles(p, network),
    controlFacts: network.controlFacts.map((fact) => ({ ...fact })),
    findings: network.findings,
    records: network.records,
    totals: { ...network.totals },
    assets: entities.reduce((sum, entity) => sum + (p.assetsOf.get(entity) ?? 0), 0),
    classes: network.classes,
  };
}

/** The `findings` row of interface 3. */
export function findingJson(finding: Finding): { readonly [key: string]: Json } {
  return { ...finding, window: { ...finding.window } };
}

/** The `entities` row of interface 3, with every mention and where it stands. */
export function entityJson(entity: Entity, p: Presentation): { readonly [key: string]: Json } {
  const networks = p.networksOf.get(entity.id) ?? [];
  const mentions = entity.parties.flatMap((id) => p.parties.get(id) ?? []);
  return {
    id: entity.id,
    kind: entity.kind,
    names: entity.names,
    identifiers: identifiersJson(entity.identifiers),
    mentions: mentions.map((party) => ({
      party: party.id,
      name: party.names[0]?.full ?? '',
      role: party.role,
      identifiers: identifiersJson(party.identifiers),
      source: p.facts.records.get(party.record)?.source ?? '',
      locator: p.facts.records.get(party.record)?.locator ?? '',
      record: party.record,
    })),
    accounts: (p.accountsOf.get(entity.id) ?? []).map(({ account, role }) => ({
      id: account.id,
      institution: statedInstitution(account),
      number: account.number,
      role,
    })),
    roles: p.detection.networks.flatMap((network) =>
      network.roles
        .filter((role) => role.entity === entity.id)
        .map((role) => ({ ...asRecord(roleJson(role)), network: network.id })),
    ),
    personState: stateOf(p, entity.id),
    coercionScreen: screenJson(p.detection.screens.get(entity.id) ?? NO_SCREEN),
    networks: networks.map((network) => network.id).sort(),
    classes: entity.classes,
  };
}

function asRecord(json: Json): { readonly [key: string]: Json } {
  return typeof json === 'object' && json !== null && !Array.isArray(json)
    ? (json as { readonly [key: string]: Json })
    : {};
}

/** The `accounts` row of interface 3. Totals are in the currency of the account's first movement. */
export function accountJson(account: ResolvedAccount, p: Presentation): { readonly [key: string]: Json } {
  const totals = p.totals.get(account.id) ?? { currency: 'USD', in: 0n, out: 0n };
  return {
    id: account.id,
    institution: statedInstitution(account),
    institutionName: account.institutionName,
    institutionType: account.keyType,
    number: account.number,
    aliases: account.aliases,
    holders: account.holders.map((holder) => ({ entity: holder.entity, role: holder.role })),
    networks: (p.networksOf.get(account.id) ?? []).map((network) => network.id).sort(),
    totals: {
      in: amountText(totals.in, totals.currency),
      out: amountText(totals.out, totals.currency),
      currency: totals.currency,
    },
    classes: account.classes,
  };
}
