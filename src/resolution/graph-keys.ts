import { byKeys, compareText, groupBy, makeId, type RecordId, type ValueId } from '../core/index.ts';
import type { FactSet, Party } from '../facts/index.ts';
import { edgeOf } from '../store/port/index.ts';
import { addressKeys, emailKey, phoneKey } from './contacts.ts';
import { identifierKey } from './identifiers.ts';
import type { SearchKey } from './keys.ts';
import type { Resolution } from './types.ts';

/** A value that more than this many share (an agent's address, a switchboard) joins nobody (peers 6). */
export const SHARED_VALUE_HUB = 50;

/** Of the ends that one entity or account has in the raw graph, this many are kept; the rest are told as a number. */
export const MOST_ENDS = 1_000;

/** The first word of every key made here. A backup finds these keys by asking for each (app/backup/run-keys). */
export const GRAPH_KEY_WORDS = ['at', 'ends', 'holds', 'owner', 'owns', 'stated', 'value'] as const;

function keyOf(word: (typeof GRAPH_KEY_WORDS)[number], ...ids: readonly string[]): string {
  return [word, ...ids].join(' ');
}

export type ValueKind = 'address' | 'phone' | 'email' | 'identifier';
export type SharedValue = { readonly id: ValueId; readonly kind: ValueKind; readonly text: string };

/** What a Party can have in common with another, as its record writes it. Plumbing of a filing shares nothing. */
export function valuesOf(party: Party, source: string): SharedValue[] {
  if (!party.linkable) return [];
  const found = new Map<ValueId, SharedValue>();
  const add = (kind: ValueKind, key: string | null | undefined, text: string) => {
    if (key === null || key === undefined) return;
    const id = makeId('val', [kind, key]);
    if (!found.has(id)) found.set(id, { id, kind, text });
  };
  for (const address of party.addresses) add('address', addressKeys(address)[0], address.text);
  for (const phone of party.phones) add('phone', phoneKey(phone), phone);
  for (const email of party.emails) add('email', emailKey(email), email);
  for (const identifier of party.identifiers) {
    // The record id of a BODS file names one thing inside its own publication.
    if (identifier.type !== 'bods-record')
      add('identifier', identifierKey(identifier, source)?.key, `${identifier.type} ${identifier.value}`);
  }
  return [...found.values()];
}

/** Rows of one key up to what an answer can show, and how many there are in all when there are more. */
function upToMost(key: string, kind: string, ids: readonly string[]): SearchKey[] {
  const rows = ids.slice(0, MOST_ENDS).map((id) => ({ key, kind, id }));
  return ids.length > MOST_ENDS ? [...rows, { key, kind: 'more', id: String(ids.length) }] : rows;
}

/** The parties and accounts at which edges of the raw graph end, each under the entity or account that it belongs to. */
function endKeys(facts: FactSet, { entityOf, accountOf }: Resolution): SearchKey[] {
  const ends = new Set<string>();
  for (const fact of [...facts.transfers, ...facts.accountParties, ...facts.holdings]) {
    const edge = edgeOf(fact);
    if (edge !== null) ends.add(edge.from).add(edge.to);
  }
  const entities: ReadonlyMap<string, string> = entityOf;
  const accounts: ReadonlyMap<string, string> = accountOf;
  const placed = [...ends].sort(compareText).flatMap((raw) => {
    const entity = entities.get(raw);
    const id = entity ?? accounts.get(raw);
    return id === undefined ? [] : [{ raw, id, kind: entity === undefined ? 'account' : 'entity' }];
  });
  return [...groupBy(placed, ({ id }) => id)].flatMap(([id, group]) => [
    ...group.map(({ raw, kind }) => ({ key: keyOf('at', raw), kind, id })),
    ...upToMost(
      keyOf('ends', id),
      'end',
      group.map(({ raw }) => raw),
    ),
  ]);
}

type Sharers = { readonly kind: ValueKind; readonly records: Map<string, RecordId> };

/** Who holds each value, with the smallest record that says so. */
function sharersOf(facts: FactSet, { entities, partyById }: Resolution): Map<ValueId, Sharers> {
  const found = new Map<ValueId, Sharers>();
  for (const entity of entities)
    for (const party of entity.parties.flatMap((id) => partyById.get(id) ?? [])) {
      for (const { id, kind } of valuesOf(party, facts.records.get(party.record)?.source ?? party.record)) {
        const sharers = found.get(id) ?? { kind, records: new Map() };
        const known = sharers.records.get(entity.id);
        if (known === undefined || party.record < known) sharers.records.set(entity.id, party.record);
        found.set(id, sharers);
      }
    }
  return found;
}

/** Values that at least two share; of one that too many share only how many there are. */
function valueKeys(facts: FactSet, resolution: Resolution): SearchKey[] {
  return [...sharersOf(facts, resolution)].flatMap(([id, { kind, records }]) => {
    if (records.size < 2) return [];
    const key = keyOf('value', id);
    const sharers =
      records.size > SHARED_VALUE_HUB
        ? [{ key, kind: 'hub', id: String(records.size) }]
        : [...records.keys()].map((entity) => ({ key, kind: 'entity', id: entity }));
    const holders = [...records].flatMap(([entity, record]) => [
      { key: keyOf('holds', entity), kind, id },
      { key: keyOf('stated', entity, id), kind: 'record', id: record },
    ]);
    return [...sharers, ...holders];
  });
}

/** Owners that no record declares and the rows of transfers imply: a link of the Run that no edge of the raw graph is. */
function impliedOwnerKeys(facts: FactSet, { accounts, accountOf, entityOf }: Resolution): SearchKey[] {
  const declared = new Set(
    facts.accountParties.map(({ account, party }) => `${accountOf.get(account) ?? account} ${entityOf.get(party)}`),
  );
  const implied = accounts.flatMap(({ id: account, holders }) =>
    holders.flatMap(({ entity, records: [record] }) =>
      record === undefined || declared.has(`${account} ${entity}`) ? [] : [{ account, entity, record }],
    ),
  );
  return [
    ...implied.flatMap(({ account, entity, record }) => [
      { key: keyOf('owner', account), kind: 'entity', id: entity },
      { key: keyOf('stated', entity, account), kind: 'record', id: record },
    ]),
    ...[...groupBy(implied, ({ entity }) => entity)].flatMap(([entity, owned]) =>
      upToMost(
        keyOf('owns', entity),
        'account',
        owned.map(({ account }) => account),
      ),
    ),
  ];
}

/**
 * Key rows by which an exploration walks: `at RAW` gives the entity or account that a party or account of a record belongs
 * to, `ends ID` the way back; `holds ID` the shared values of an entity, `value ID` who shares one; `owns ID` and `owner ID`
 * the accounts whose owner is only implied; `stated ID OTHER` the record that says so. So nobody need load a whole Run to
 * take one step in it. Order: key, id.
 */
export function graphKeys(facts: FactSet, resolution: Resolution): SearchKey[] {
  return [...endKeys(facts, resolution), ...valueKeys(facts, resolution), ...impliedOwnerKeys(facts, resolution)].sort(
    byKeys(
      (row) => row.key,
      (row) => row.id,
    ),
  );
}
