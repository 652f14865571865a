import {
  type AccountId,
  byKeys,
  compareText,
  type EntityId,
  type PartyId,
  type RecordId,
  sortedUnique,
} from '../core/index.ts';
import {
  type Account,
  type AccountRole,
  classesOfRecords,
  type FactSet,
  type InstitutionKeyType,
} from '../facts/index.ts';
import type { DeclaredInstitution } from './parameters.ts';
import type { AccountHolder, ResolvedAccount } from './types.ts';

/** Of several keys of an institution the first of these names the account (interface 2). */
const KEY_ORDER: readonly InstitutionKeyType[] = ['lei', 'rssd', 'aba', 'bic', 'tin', 'other'];

/** Which institution keys are one institution: only where a record states both, or a declared list does. */
function institutionGroups(
  accounts: readonly Account[],
  declared: readonly DeclaredInstitution[],
): (key: string) => string {
  const parent = new Map<string, string>();
  const find = (key: string): string => {
    const up = parent.get(key);
    return up === undefined || up === key ? key : find(up);
  };
  const join = (a: string, b: string) => {
    const [first = a, second = b] = [find(a), find(b)].sort(compareText);
    if (first !== second) parent.set(second, first);
  };
  for (const { keyType, institution, alsoKeys } of accounts)
    for (const { type, value } of alsoKeys) join(`${keyType} ${institution}`, `${type} ${value}`);
  for (const { keyType, key, sameAsType, sameAsKey } of declared)
    join(`${keyType} ${key}`, `${sameAsType} ${sameAsKey}`);
  return find;
}

/** Accounts that are one account under several keys of its institution. */
export type AccountCluster = { readonly id: AccountId; readonly statements: readonly Account[] };

/** Groups account statements by institution and number (spaces and hyphens do not count); the best key names the cluster. Order: id. */
export function clusterAccounts(
  accounts: readonly Account[],
  declared: readonly DeclaredInstitution[],
): AccountCluster[] {
  const institution = institutionGroups(accounts, declared);
  const groups = new Map<string, Account[]>();
  for (const account of accounts) {
    const key = JSON.stringify([
      institution(`${account.keyType} ${account.institution}`),
      account.number.replaceAll(/[\s-]/g, ''),
    ]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [account]);
    else group.push(account);
  }
  const best = byKeys<Account>(
    (item) => KEY_ORDER.indexOf(item.keyType),
    (item) => item.id,
    (item) => item.record,
  );
  return [...groups.values()]
    .map((group) => group.sort(best))
    .flatMap((statements) => (statements[0] === undefined ? [] : [{ id: statements[0].id, statements }]))
    .sort(byKeys((cluster) => cluster.id));
}

export function accountAliases(clusters: readonly AccountCluster[]): Map<AccountId, AccountId> {
  return new Map(clusters.flatMap(({ id, statements }) => statements.map((statement) => [statement.id, id] as const)));
}

type Held = {
  entity: EntityId;
  role: AccountRole;
  from: AccountHolder['from'];
  to: AccountHolder['to'];
  records: RecordId[];
};

/** Whom a side of a transfer names for the account, with how many rows do so. */
type NamedSide = { readonly entity: EntityId; rows: number; records: RecordId[] };

function namedSides(
  facts: FactSet,
  entityOf: ReadonlyMap<PartyId, EntityId>,
  aliases: ReadonlyMap<AccountId, AccountId>,
) {
  const named = new Map<AccountId, Map<EntityId, NamedSide>>();
  for (const transfer of facts.transfers) {
    for (const { account, party } of [transfer.from, transfer.to]) {
      const entity = party === null ? undefined : entityOf.get(party);
      if (account === null || entity === undefined) continue;
      const id = aliases.get(account) ?? account;
      const sides = named.get(id) ?? new Map<EntityId, NamedSide>();
      const side = sides.get(entity) ?? { entity, rows: 0, records: [] };
      side.rows += 1;
      side.records.push(transfer.record);
      named.set(id, sides.set(entity, side));
    }
  }
  return named;
}

function declaredHolders(
  facts: FactSet,
  entityOf: ReadonlyMap<PartyId, EntityId>,
  aliases: ReadonlyMap<AccountId, AccountId>,
) {
  const holders = new Map<AccountId, Map<string, Held>>();
  for (const { account, party, role, from, to, record } of facts.accountParties) {
    const entity = entityOf.get(party);
    if (entity === undefined) continue;
    const id = aliases.get(account) ?? account;
    const list = holders.get(id) ?? new Map<string, Held>();
    const key = JSON.stringify([entity, role, from, to]);
    const held = list.get(key) ?? { entity, role, from, to, records: [] };
    held.records.push(record);
    holders.set(id, list.set(key, held));
  }
  return holders;
}

const EXAMPLES = 50;

/** Where no record declares an owner, the one whom the rows name most often; ties to the smaller id. */
function impliedOwner(sides: ReadonlyMap<EntityId, NamedSide> | undefined): Held[] {
  const [first] = [...(sides?.values() ?? [])].sort((a, b) => b.rows - a.rows || compareText(a.entity, b.entity));
  if (first === undefined) return [];
  const records = sortedUnique(first.records).slice(0, EXAMPLES);
  return [{ entity: first.entity, role: 'owner', from: null, to: null, records }];
}

function firstKnown<T>(items: readonly (T | null)[]): T | null {
  return items.find((item) => item !== null) ?? null;
}

/** The accounts after the same-as join, each with its holders. Order: id. */
export function resolveAccounts(
  clusters: readonly AccountCluster[],
  facts: FactSet,
  entityOf: ReadonlyMap<PartyId, EntityId>,
): ResolvedAccount[] {
  const aliases = accountAliases(clusters);
  const declared = declaredHolders(facts, entityOf, aliases);
  const named = namedSides(facts, entityOf, aliases);
  const inOrder = byKeys<AccountHolder>(
    (item) => item.entity,
    (item) => item.role,
    (item) => item.from ?? '',
    (item) => item.to ?? '',
  );
  return clusters.flatMap(({ id, statements }) => {
    const [head] = statements;
    if (head === undefined) return [];
    const stated = [...(declared.get(id)?.values() ?? [])];
    const owned = stated.some(({ role }) => role === 'owner' || role === 'joint');
    const holders = owned ? stated : [...stated, ...impliedOwner(named.get(id))];
    const records = sortedUnique(statements.map((statement) => statement.record));
    return [
      {
        id,
        keyType: head.keyType,
        institution: head.institution,
        institutionName: firstKnown(statements.map((statement) => statement.institutionName)),
        number: head.number,
        aliases: sortedUnique(statements.map((statement) => statement.id)).filter((alias) => alias !== id),
        holders: holders.map((held) => ({ ...held, records: sortedUnique(held.records) })).sort(inOrder),
        records,
        openedOn: firstKnown(statements.map((statement) => statement.openedOn)),
        closedOn: firstKnown(statements.map((statement) => statement.closedOn)),
        classes: classesOfRecords(records, facts),
      },
    ];
  });
}

/**
 * The institution as the sources state it. An institution without a key is known inside its Source only, so its key holds
 * the Source; what people and other programs see is its name.
 */
export function statedInstitution(account: Pick<ResolvedAccount, 'institution' | 'institutionName'>): string {
  return /^[0-9a-f]{64}\//.test(account.institution) ? (account.institutionName ?? '') : account.institution;
}
