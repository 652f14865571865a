import { type DateText, type EntityId, type PartialDate, type RecordId, sortedUnique } from '../core/index.ts';
import type { Address, Party } from '../facts/index.ts';
import type { Entity, Resolution } from '../resolution/index.ts';

type ContactKind = 'address' | 'phone' | 'email';

/** A way to reach someone, in a comparable form, with the records that state it. */
export type Contact = { readonly kind: ContactKind; readonly key: string; readonly records: readonly RecordId[] };

/** What all records together say about an Entity, in comparable form. Blank and filler values are left out. */
export type Profile = {
  readonly id: EntityId;
  readonly kind: Entity['kind'];
  readonly label: string;
  readonly surnames: readonly string[];
  readonly naics: readonly string[];
  readonly occupations: readonly string[];
  readonly contacts: readonly Contact[];
  readonly states: readonly string[];
  readonly cities: readonly string[];
  readonly birthDates: readonly PartialDate[];
  readonly founded: readonly { readonly on: PartialDate; readonly record: RecordId }[];
  readonly dissolved: readonly { readonly on: PartialDate; readonly record: RecordId }[];
  /** Records that name the entity, in order. */
  readonly records: readonly RecordId[];
};

const STREET_FORMS: Readonly<Record<string, string>> = {
  STREET: 'ST',
  AVENUE: 'AVE',
  ROAD: 'RD',
  DRIVE: 'DR',
  BOULEVARD: 'BLVD',
  LANE: 'LN',
  COURT: 'CT',
  SUITE: 'STE',
  APARTMENT: 'APT',
  NORTH: 'N',
  SOUTH: 'S',
  EAST: 'E',
  WEST: 'W',
};

function words(text: string): string[] {
  return text
    .toUpperCase()
    .split(/[^A-Z0-9]+/)
    .filter((word) => word !== '');
}

/** Street and city words of an address with usual short forms; null when it names no building. */
function addressKey(address: Address): string | null {
  const source = address.street === null ? address.text : `${address.street} ${address.city ?? ''}`;
  const key = words(source).map((word) => STREET_FORMS[word] ?? word);
  return key.some((word) => /\d/.test(word)) && key.length >= 3 ? key.join(' ') : null;
}

/** The last ten digits; null for short numbers and for one digit repeated, which clerks type as a filler. */
export function phoneKey(phone: string): string | null {
  const digits = phone.replace(/\D/g, '').slice(-10);
  return digits.length < 7 || /^(\d)\1+$/.test(digits) ? null : digits;
}

function contactsOf(party: Party): { kind: ContactKind; key: string | null }[] {
  return [
    ...party.addresses.map((address) => ({ kind: 'address' as const, key: addressKey(address) })),
    ...party.phones.map((phone) => ({ kind: 'phone' as const, key: phoneKey(phone) })),
    ...party.emails.map((email) => ({ kind: 'email' as const, key: email.trim().toLowerCase() || null })),
  ];
}

function joinContacts(parties: readonly Party[]): Contact[] {
  const found = new Map<string, { kind: ContactKind; key: string; records: RecordId[] }>();
  for (const party of parties) {
    for (const { kind, key } of contactsOf(party)) {
      if (key === null) continue;
      const id = `${kind} ${key}`;
      const entry = found.get(id) ?? { kind, key, records: [] };
      entry.records.push(party.record);
      found.set(id, entry);
    }
  }
  return [...found.keys()].sort().flatMap((id) => found.get(id) ?? []);
}

/** The State of an address: its own field, else the two letters that stand before a ZIP code or close the text. */
export function stateOf(address: Address): string | null {
  if (address.state !== null) return address.state.toUpperCase();
  return /,\s*([A-Z]{2})(?:\s+\d{5}(?:-\d{4})?)?\s*$/.exec(address.text.toUpperCase())?.[1] ?? null;
}

function cityOf(address: Address): string | null {
  const city = address.city ?? /,\s*([^,]+),\s*[A-Z]{2}\b/.exec(address.text.toUpperCase())?.[1] ?? null;
  return city === null ? null : `${city.trim().toUpperCase()}, ${stateOf(address) ?? ''}`;
}

function surnamesOf(party: Party): string[] {
  if (party.entityKind !== 'person') return [];
  return party.names.flatMap((name) => words(name.last ?? name.full).slice(-1));
}

function known<T>(items: readonly (T | null)[]): T[] {
  return items.filter((item): item is T & {} => item !== null);
}

function profileOf(entity: Entity, parties: readonly Party[]): Profile {
  const addresses = parties.flatMap((party) => party.addresses);
  const dates = (pick: (party: Party) => PartialDate | null) =>
    parties.flatMap((party) => {
      const on = pick(party);
      return on === null ? [] : [{ on, record: party.record }];
    });
  return {
    id: entity.id,
    kind: entity.kind,
    label: entity.names[0] ?? entity.id,
    surnames: sortedUnique(parties.flatMap(surnamesOf)),
    naics: sortedUnique(known(parties.map((party) => party.naics))),
    occupations: sortedUnique(known(parties.map((party) => party.occupation?.toUpperCase() ?? null))),
    contacts: joinContacts(parties),
    states: sortedUnique(known(addresses.map(stateOf))),
    cities: sortedUnique(known(addresses.map(cityOf))),
    birthDates: sortedUnique(known(parties.map((party) => party.birthDate))),
    founded: dates((party) => party.foundedOn),
    dissolved: dates((party) => party.dissolvedOn),
    records: sortedUnique(parties.map((party) => party.record)),
  };
}

export function buildProfiles(resolution: Resolution): Map<EntityId, Profile> {
  const profiles = new Map<EntityId, Profile>();
  for (const entity of resolution.entities) {
    const parties = entity.parties.flatMap((id) => resolution.partyById.get(id) ?? []);
    profiles.set(entity.id, profileOf(entity, parties));
  }
  return profiles;
}

/** The first day that a partial date can mean. */
export function earliestDay(date: PartialDate): DateText {
  return `${date}-01-01`.slice(0, 10) as DateText;
}

/** Whether two people may be kin by name; kinship by itself is innocent. */
export function sharesSurname(a: Profile, b: Profile): boolean {
  return a.surnames.some((name) => b.surnames.includes(name));
}
