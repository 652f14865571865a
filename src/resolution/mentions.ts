import { type AccountId, compareText, type PartyId, type RecordId, sortedUnique } from '../core/index.ts';
import type { FactSet, Party, PartyName } from '../facts/index.ts';
import { addressKeys, emailKey, isRealBirthDate, phoneKey, stateOf } from './contacts.ts';
import { type IdentifierKey, identifierKey } from './identifiers.ts';
import { isName, type NameForm, type NameKind, organisationSigns, readName, splitNames } from './names.ts';

export type AttributeKind =
  | 'identifier'
  | 'register-entry'
  | 'account'
  | 'birth-date'
  | 'phone'
  | 'email'
  | 'address'
  | 'company-in-state'
  | 'counterparty'
  | 'near-identifier';

/** Something two Parties may have in common. `key` is unique over all kinds. */
export type Attribute = { readonly kind: AttributeKind; readonly key: string; readonly value: string };

/** A Party read for comparison. */
export type Mention = {
  readonly party: Party;
  readonly kind: NameKind;
  readonly names: readonly NameForm[];
  readonly attributes: readonly Attribute[];
  readonly identifiers: readonly IdentifierKey[];
  /** Middle initials that a record states as such. */
  readonly middles: readonly string[];
  /** Accounts for which one Source lists this Party among the holders: another holder of the list is someone else. */
  readonly lists: readonly string[];
  /** Everything that tells people apart. Two Mentions with one signature are told apart by nothing. */
  readonly signature: string;
};

type Places = {
  readonly accounts: ReadonlyMap<PartyId, readonly AccountId[]>;
  readonly counterparties: ReadonlyMap<PartyId, readonly AccountId[]>;
  readonly lists: ReadonlyMap<PartyId, readonly string[]>;
};

function append<K, V>(map: Map<K, V[]>, key: K | null, value: V | null): void {
  if (key === null || value === null) return;
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else if (!list.includes(value)) list.push(value);
}

/** Which accounts each Party is named with, and which account stands on the other side of its transfers. */
function readPlaces(facts: FactSet, accountOf: ReadonlyMap<AccountId, AccountId>): Places {
  const canonical = (id: AccountId | null) => (id === null ? null : (accountOf.get(id) ?? id));
  const accounts = new Map<PartyId, AccountId[]>();
  const counterparties = new Map<PartyId, AccountId[]>();
  const lists = new Map<PartyId, string[]>();
  for (const link of facts.accountParties) {
    append(accounts, link.party, canonical(link.account));
    const source = facts.records.get(link.record)?.source ?? '';
    if (link.role === 'owner' || link.role === 'joint' || link.role === 'signatory' || link.role === 'poa')
      append(lists, link.party, `${source} ${canonical(link.account)}`);
  }
  for (const { from, to, conductor } of facts.transfers) {
    const [paying, paid] = [canonical(from.account), canonical(to.account)];
    append(accounts, from.party, paying);
    append(accounts, to.party, paid);
    append(counterparties, from.party, paid);
    append(counterparties, to.party, paying);
    append(accounts, conductor, paying ?? paid);
  }
  return { accounts, counterparties, lists };
}

/** Where a company is at home, with its name: registers are kept by State, and a State alone is no attribute. */
function companyStates({ addresses, identifiers }: Party, names: readonly NameForm[]): string[] {
  const registers = identifiers.flatMap(({ type, issuer }) =>
    type === 'registration' ? (/^US-([A-Z]{2})$/.exec(issuer ?? '')?.[1] ?? []) : [],
  );
  const states = sortedUnique([...registers, ...addresses.flatMap((address) => stateOf(address) ?? [])]);
  const keys = names.filter((form) => form.kind === 'organisation' && form.stem.length >= 2).map((form) => form.key);
  return states.flatMap((state) => keys.map((key) => `${state} ${key}`));
}

type Known = {
  readonly kind: NameKind;
  readonly names: readonly NameForm[];
  readonly identifiers: readonly IdentifierKey[];
};

function attributesOf(party: Party, { kind, names, identifiers }: Known, places: Places): Attribute[] {
  const found: Attribute[] = [];
  const add = (kind: AttributeKind, value: string | null, key = value) => {
    if (value !== null) found.push({ kind, key: `${kind} ${key}`, value });
  };
  for (const { type, key, value } of identifiers) {
    // Parties of one list entry are one before anything is compared (list-entries.ts).
    if (type === 'list-entry') continue;
    add(type === 'bods-record' ? 'register-entry' : 'identifier', value, party.linkable ? key : `institution ${key}`);
  }
  // Institutions and other plumbing of a filing join by identifier only, and never meet a customer's.
  if (!party.linkable) return found;
  for (const account of places.accounts.get(party.id) ?? []) add('account', account);
  if (party.birthDate !== null && isRealBirthDate(party.birthDate)) add('birth-date', party.birthDate);
  for (const phone of party.phones) add('phone', phoneKey(phone));
  for (const email of party.emails) add('email', emailKey(email));
  for (const address of party.addresses) for (const key of addressKeys(address)) add('address', key);
  for (const account of places.counterparties.get(party.id) ?? []) add('counterparty', account);
  if (kind === 'organisation') for (const key of companyStates(party, names)) add('company-in-state', key);
  const keys = new Map(found.map((attribute) => [attribute.key, attribute]));
  return [...keys.values()];
}

function kindOf(party: Party): NameKind {
  if (party.entityKind !== 'unknown') return party.entityKind;
  return party.names.some((name) => organisationSigns(name.full) === 'sure') ? 'organisation' : 'unknown';
}

function middlesOf(party: Party, names: readonly NameForm[]): string[] {
  const stated = party.names.flatMap((name) => name.middle?.trim().charAt(0).toUpperCase() ?? []);
  const spelled = names.flatMap((form) => (form.tokens.length >= 2 && form.initials.length === 1 ? form.initials : []));
  return sortedUnique([...stated, ...spelled].filter((letter) => /\p{L}/u.test(letter)));
}

type Reader = (name: PartyName, kind: NameKind) => readonly NameForm[];

/** Names repeat by the thousand in account statements: each spelling is taken apart once. */
function nameReader(): Reader {
  const known = new Map<string, readonly NameForm[]>();
  return (name, kind) => {
    const key = [kind, name.full, name.last, name.first, name.middle, name.suffix].join('\n');
    const forms =
      known.get(key) ??
      splitNames(name)
        .flatMap((part) => readName(part, kind))
        .filter(isName);
    known.set(key, forms);
    return forms;
  };
}

type Setting = { readonly places: Places; readonly sourceOf: (record: RecordId) => string; readonly read: Reader };

function readMention(party: Party, { places, sourceOf, read }: Setting): Mention {
  const kind = kindOf(party);
  const source = sourceOf(party.record);
  const names = party.names.filter(({ type }) => type !== 'weak').flatMap((name) => read(name, kind));
  const identifiers = party.identifiers.map((item) => identifierKey(item, source)).filter((item) => item !== null);
  const middles = middlesOf(party, names);
  const lists = places.lists.get(party.id) ?? [];
  const exclusives = identifiers.map((item) => `${item.type} ${item.value}`).sort(compareText);
  const signature = [
    kind,
    ...names.map((form) => form.fullKey),
    ...exclusives,
    party.birthDate ?? '',
    middles.join(''),
    ...lists,
  ].join('\n');
  return {
    party,
    kind,
    names,
    attributes: attributesOf(party, { kind, names, identifiers }, places),
    identifiers,
    middles,
    lists,
    signature,
  };
}

/** Reads every Party, in id order. */
export function readMentions(facts: FactSet, accountOf: ReadonlyMap<AccountId, AccountId>): Mention[] {
  const sourceOf = (record: RecordId) => facts.records.get(record)?.source ?? record;
  const setting: Setting = { places: readPlaces(facts, accountOf), sourceOf, read: nameReader() };
  return [...facts.parties].sort((a, b) => compareText(a.id, b.id)).map((party) => readMention(party, setting));
}

/** Whether a sanctions list names this Mention: then a name alone must not join it to anybody. */
export function isListed(mention: Mention | undefined): boolean {
  return mention?.identifiers.some(({ type }) => type === 'list-entry') === true;
}

/** Where a name stands: its row, its file, its account. None of it says who bears the name. */
const PLACES: ReadonlySet<AttributeKind> = new Set(['account', 'counterparty', 'company-in-state', 'register-entry']);

/** Whether nothing but its name and its place tells who a Mention is. */
export function isBare(mention: Mention | undefined): boolean {
  return mention?.party.linkable === true && mention.attributes.every(({ kind }) => PLACES.has(kind));
}
