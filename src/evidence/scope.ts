import {
  type AccountId,
  byKeys,
  canonicalJson,
  type EntityId,
  type RecordId,
  sha256Hex,
  sortedUnique,
} from '../core/index.ts';
import type { Balance } from '../facts/index.ts';
import { pseudonymsOf } from '../leads/index.ts';
import type { Entity, ResolvedAccount, ResolvedTransfer } from '../resolution/index.ts';
import { type Citations, makeCitations } from './citations.ts';
import type { ExportInput } from './input.ts';
import { makeRedactor, type Redactor } from './redact.ts';

/** A movement with its number in the schedules: T-1, T-2 … in the total order. */
export type NumberedTransfer = { readonly ref: string; readonly transfer: ResolvedTransfer };

export type ScopeAccount = {
  readonly ref: string;
  readonly account: ResolvedAccount;
  /** "A-1 Bank 021000021 / 1234": possible victims' accounts show neither number nor holder. */
  readonly label: string;
  readonly isVictims: boolean;
  readonly balances: readonly Balance[];
};

/** The scope of one export arranged for its sections. */
export type ExportScope = {
  readonly input: ExportInput;
  /** Hash of the scope's own account keys and parties: the same scope has the same id, whatever led to it. */
  readonly id: string;
  readonly accounts: readonly ScopeAccount[];
  readonly entities: readonly Entity[];
  readonly transfers: readonly NumberedTransfer[];
  readonly pseudonyms: ReadonlyMap<EntityId, string>;
  readonly redact: Redactor;
  readonly citations: Citations;
  readonly nameOf: (entity: EntityId) => string;
  readonly accountOf: (id: AccountId) => ScopeAccount | null;
  /** How a side of a movement is named: scope account, other account, party, cash or not named. */
  readonly sideOf: (side: ResolvedTransfer['from'], method: string) => string;
};

function scopeId(accounts: readonly ResolvedAccount[], entities: readonly Entity[]): string {
  const keys = accounts.map(({ keyType, institution, number }) => [keyType, institution, number]);
  return `scope_${sha256Hex(canonicalJson({ accounts: keys, parties: entities.map(({ id }) => id) })).slice(0, 32)}`;
}

const isOwner = ({ role }: { readonly role: string }): boolean => role === 'owner' || role === 'joint';

function scopeAccounts(
  input: ExportInput,
  accounts: readonly ResolvedAccount[],
  pseudonymOf: (account: ResolvedAccount) => string | null,
): ScopeAccount[] {
  return accounts.map((account, index) => {
    const ref = `A-${index + 1}`;
    const pseudonym = pseudonymOf(account);
    const name = account.institutionName ?? account.institution;
    return {
      ref,
      account,
      isVictims: pseudonym !== null,
      label: pseudonym === null ? `${ref} ${name} / ${account.number}` : `${ref} account of ${pseudonym}`,
      balances: input.facts.balances
        .filter(({ account: id }) => (input.resolution.accountOf.get(id) ?? id) === account.id)
        .toSorted(
          byKeys(
            (item) => item.asOf,
            (item) => item.balanceKind,
            (item) => item.id,
          ),
        ),
    };
  });
}

/** Arranges the accounts, parties and movements of a scope. Order: institution, then number; movements as resolved. */
export function arrangeScope(input: ExportInput): ExportScope {
  const { resolution, detection, facts } = input;
  const pseudonyms = pseudonymsOf({ detection, facts, resolution });
  const wanted = new Set<string>(input.scope.accounts.map((id) => resolution.accountOf.get(id) ?? id));
  const accounts = resolution.accounts
    .filter(({ id }) => wanted.has(id))
    .toSorted(
      byKeys(
        (item) => item.institution,
        (item) => item.number,
        (item) => item.id,
      ),
    );
  const holders = accounts.flatMap((account) => account.holders.map(({ entity }) => entity));
  const named = new Set<string>([...input.scope.entities, ...holders]);
  const entities = resolution.entities.filter(({ id }) => named.has(id));
  const allAccounts = new Map(resolution.accounts.map((account) => [account.id, account]));
  const pseudonymOf = (account: ResolvedAccount): string | null =>
    account.holders
      .filter(isOwner)
      .map(({ entity }) => pseudonyms.get(entity))
      .find((item) => item !== undefined) ?? null;
  const arranged = scopeAccounts(input, accounts, pseudonymOf);
  const byId = new Map(arranged.map((item) => [item.account.id, item]));
  const entityNames = new Map(resolution.entities.map(({ id, names }) => [id, names[0] ?? 'not named']));
  const redact = makeRedactor(resolution, pseudonyms);
  const nameOf = (entity: EntityId): string => pseudonyms.get(entity) ?? redact(entityNames.get(entity) ?? 'not named');
  const inScope = (id: AccountId | null): boolean => id !== null && byId.has(id);
  return {
    input,
    id: scopeId(accounts, entities),
    accounts: arranged,
    entities,
    transfers: resolution.transfers
      .filter(({ from, to, at }) => (inScope(from.account) || inScope(to.account)) && at.date <= input.asOf)
      .map((transfer, index) => ({ ref: `T-${index + 1}`, transfer })),
    pseudonyms,
    redact,
    citations: makeCitations(facts),
    nameOf,
    accountOf: (id) => byId.get(id) ?? null,
    sideOf: ({ account: id, entity }, method) => {
      const own = id === null ? undefined : byId.get(id);
      if (own !== undefined) return own.label;
      const other = id === null ? undefined : allAccounts.get(id);
      const victim = other === undefined ? null : pseudonymOf(other);
      if (victim !== null) return `account of ${victim}`;
      const holder = entity ?? other?.holders.find(isOwner)?.entity ?? null;
      if (holder !== null) return nameOf(holder);
      if (other !== undefined) return `account ${other.number} at ${other.institutionName ?? other.institution}`;
      return method === 'cash' ? 'cash at the counter' : 'not named in the record';
    },
  };
}

/** All records behind some movements. */
export function recordsOfTransfers(transfers: readonly NumberedTransfer[]): RecordId[] {
  return sortedUnique(transfers.flatMap(({ transfer }) => transfer.records));
}

/** "T-1 to T-3, T-9": numbers joined into runs, cut after `limit` runs. */
export function transferRefs(transfers: readonly NumberedTransfer[], limit: number): string {
  const runs: [number, number][] = [];
  for (const { ref } of transfers) {
    const n = Number(ref.slice(2));
    const run = runs.at(-1);
    if (run !== undefined && n === run[1] + 1) run[1] = n;
    else runs.push([n, n]);
  }
  const texts = runs.slice(0, limit).map(([from, to]) => (from === to ? `T-${from}` : `T-${from} to T-${to}`));
  return texts.join(', ') + (runs.length > limit ? ` and ${runs.length - limit} more runs` : '');
}
