import { type AccountId, byKeys, canonicalJson, type EntityId, groupBy, sha256Hex } from '../core/index.ts';
import type { Balance } from '../facts/index.ts';
import { bystandersOf, isProtected, numberPeople, pseudonymsOf, UNNUMBERED } from '../leads/index.ts';
import { type Entity, type ResolvedAccount, type ResolvedTransfer, statedInstitution } from '../resolution/index.ts';
import { type Citations, makeCitations } from './citations.ts';
import type { ExportInput } from './input.ts';
import { makeRedactor, type Redactor } from './redact.ts';

/** A movement with its number in the schedules: T-1, T-2 … in the total order. */
export type NumberedTransfer = { readonly ref: string; readonly transfer: ResolvedTransfer };

export type ScopeAccount = {
  readonly ref: string;
  readonly account: ResolvedAccount;
  /** "A-1 1234 at 021000021": possible victims' accounts show neither number nor holder. */
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
  /** The movements that an account is a side of, in their order. */
  readonly transfersOf: (account: AccountId) => readonly NumberedTransfer[];
  readonly pseudonyms: ReadonlyMap<EntityId, string>;
  /** Everyone whom the papers could name. */
  readonly involved: ReadonlySet<EntityId>;
  /** Whether a person stands in the papers under a number instead of a name. */
  readonly isNumbered: (entity: EntityId) => boolean;
  /** Numbered, or with the name of someone who is in their own: their numbers and other names would tell who it is. */
  readonly isHidden: (entity: EntityId) => boolean;
  readonly redact: Redactor;
  readonly citations: Citations;
  readonly nameOf: (entity: EntityId) => string;
  readonly accountOf: (id: AccountId) => ScopeAccount | null;
  /** How a side of a movement is named: scope account, other account, party, cash or not named. */
  readonly sideOf: (side: ResolvedTransfer['from'], method: string) => string;
};

const NOT_NAMED = 'not named';
const UNASSESSED_PERSON = 'a person not assessed';

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
    const name = account.institutionName ?? statedInstitution(account);
    return {
      ref,
      account,
      isVictims: pseudonym !== null,
      label: pseudonym === null ? `${ref} ${account.number} at ${name}` : `${ref} account of ${pseudonym}`,
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

/** Everyone whom the scope's papers could name: its parties, holders, and both sides of its movements. */
function involvedIn(
  entities: readonly Entity[],
  transfers: readonly NumberedTransfer[],
  accounts: ReadonlyMap<AccountId, ResolvedAccount>,
): ReadonlySet<EntityId> {
  const sides = transfers.flatMap(({ transfer: { from, to } }) => [from, to]);
  const named = sides.flatMap(({ entity }) => (entity === null ? [] : [entity]));
  const holders = sides.flatMap(({ account }) => (account === null ? [] : (accounts.get(account)?.holders ?? [])));
  return new Set([...entities.map(({ id }) => id), ...named, ...holders.map(({ entity }) => entity)]);
}

function sideNamer(
  own: ReadonlyMap<AccountId, ScopeAccount>,
  accounts: ReadonlyMap<AccountId, ResolvedAccount>,
  names: Pick<ExportScope, 'nameOf'> & { readonly victimOf: (account: ResolvedAccount) => string | null },
): ExportScope['sideOf'] {
  return ({ account: id, entity }, method) => {
    const ours = id === null ? undefined : own.get(id);
    if (ours !== undefined) return ours.label;
    const other = id === null ? undefined : accounts.get(id);
    const victim = other === undefined ? null : names.victimOf(other);
    if (victim !== null) return `account of ${victim}`;
    const holder = entity ?? other?.holders.find(isOwner)?.entity ?? null;
    if (holder !== null) return names.nameOf(holder);
    if (other !== undefined) return `account ${other.number} at ${other.institutionName ?? statedInstitution(other)}`;
    return method === 'cash' ? 'cash at the counter' : 'not named in the record';
  };
}

/** A scope may hold thousands of accounts: each section would go over all movements for each of them. */
function indexByAccount(transfers: readonly NumberedTransfer[]): ExportScope['transfersOf'] {
  const sides = transfers.flatMap((item) => {
    const { from, to } = item.transfer;
    return [...new Set([from.account, to.account])].map((account) => ({ account, item }));
  });
  const byAccount = groupBy(sides, ({ account }) => account);
  return (account) => (byAccount.get(account) ?? []).map(({ item }) => item);
}

/** Accounts of the scope by institution and number, its parties by id, its movements in the total order. */
function selectScope({ resolution, scope, asOf }: ExportInput) {
  const wanted = new Set<string>(scope.accounts.map((id) => resolution.accountOf.get(id) ?? id));
  const accounts = resolution.accounts
    .filter(({ id }) => wanted.has(id))
    .toSorted(
      byKeys(
        (item) => statedInstitution(item),
        (item) => item.number,
        (item) => item.id,
      ),
    );
  const holders = accounts.flatMap((account) => account.holders.map(({ entity }) => entity));
  const named = new Set<string>([...scope.entities, ...holders]);
  const inScope = (id: AccountId | null): boolean => id !== null && wanted.has(id);
  return {
    accounts,
    entities: resolution.entities.filter(({ id }) => named.has(id)),
    transfers: resolution.transfers
      .filter(({ from, to, at }) => (inScope(from.account) || inScope(to.account)) && at.date <= asOf)
      .map((transfer, index) => ({ ref: `T-${index + 1}`, transfer })),
  };
}

type Labels = {
  readonly pseudonyms: ReadonlyMap<EntityId, string>;
  /** V-n of a possible victim, or null. */
  readonly victim: (entity: EntityId) => string | null;
  /** V-n of a possible victim, P-n of a bystander of a flagged network or of a namesake of either, or null. */
  readonly person: (entity: EntityId) => string | null;
};

/**
 * People of the scope whose name is that of someone under a number. The name cannot be printed, and the other's number is
 * not theirs: each of them gets a number of their own.
 */
function namesakesOf(
  { resolution }: ExportInput,
  involved: ReadonlySet<EntityId>,
  labels: Pick<Labels, 'person' | 'victim'>,
): Entity[] {
  const isNumbered = (entity: EntityId) => labels.person(entity) !== null;
  // With nothing in the place of each name, a name that is wholly someone's leaves nothing.
  const strike = makeRedactor(resolution, { ...labels, person: (entity) => (isNumbered(entity) ? '' : null) });
  return resolution.entities.filter(
    ({ id, names: [name] }) => involved.has(id) && !isNumbered(id) && name !== undefined && strike(name) === '',
  );
}

/** Who is numbered instead of named: possible victims always, and members of flagged networks whom nobody accuses. */
function labelsOf(input: ExportInput, involved: ReadonlySet<EntityId>): Labels {
  const { resolution, detection, facts, lead } = input;
  const known = new Map((lead?.pseudonyms ?? []).map(({ entity, pseudonym }) => [entity, pseudonym]));
  const pseudonyms = pseudonymsOf({ detection, facts, resolution }, involved, known);
  const bystanders = bystandersOf(detection, resolution);
  const numbers = numberPeople(
    { facts, resolution },
    'P',
    bystanders.filter(({ id }) => involved.has(id)),
  );
  const others = new Set(bystanders.map(({ id }) => id));
  const victim = (entity: EntityId): string | null =>
    isProtected(detection, entity) ? (pseudonyms.get(entity) ?? UNNUMBERED) : null;
  const person = (entity: EntityId): string | null =>
    victim(entity) ?? numbers.get(entity) ?? (others.has(entity) ? UNASSESSED_PERSON : null);
  const namesakes = namesakesOf(input, involved, { victim, person });
  const allNumbers = numberPeople({ facts, resolution }, 'P', namesakes, numbers);
  return { pseudonyms, victim, person: (entity) => person(entity) ?? allNumbers.get(entity) ?? null };
}

/** Arranges the accounts, parties and movements of a scope, with the names and numbers that its papers use. */
export function arrangeScope(input: ExportInput): ExportScope {
  const { resolution, facts } = input;
  const { accounts, entities, transfers } = selectScope(input);
  const allAccounts = new Map(resolution.accounts.map((account) => [account.id, account]));
  const involved = involvedIn(entities, transfers, allAccounts);
  const labels = labelsOf(input, involved);
  const victimOf = (account: ResolvedAccount): string | null =>
    account.holders
      .filter(isOwner)
      .map(({ entity }) => labels.victim(entity))
      .find((item) => item !== null) ?? null;
  const arranged = scopeAccounts(input, accounts, victimOf);
  const own = new Map(arranged.map((item) => [item.account.id, item]));
  const entityNames = new Map(resolution.entities.map(({ id, names }) => [id, names[0] ?? 'not named']));
  const { notNamed = [] } = input;
  const gone = new Set<EntityId>(notNamed.map(({ id }) => id));
  const redact = makeRedactor(
    { ...resolution, entities: [...resolution.entities, ...notNamed] },
    { ...labels, person: (entity) => (gone.has(entity) ? NOT_NAMED : labels.person(entity)) },
  );
  const nameOf = (entity: EntityId): string => labels.person(entity) ?? redact(entityNames.get(entity) ?? 'not named');
  return {
    input,
    id: scopeId(accounts, entities),
    accounts: arranged,
    entities,
    transfers,
    transfersOf: indexByAccount(transfers),
    pseudonyms: labels.pseudonyms,
    involved,
    isNumbered: (entity) => labels.person(entity) !== null,
    isHidden: (entity) => {
      const name = entityNames.get(entity) ?? '';
      return labels.person(entity) !== null || redact(name) !== name;
    },
    redact,
    citations: makeCitations(facts),
    nameOf,
    accountOf: (id) => own.get(id) ?? null,
    sideOf: sideNamer(own, allAccounts, { nameOf, victimOf }),
  };
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
  return texts.join(', ') + (runs.length > limit ? ` and ${runs.length - limit} more` : '');
}
