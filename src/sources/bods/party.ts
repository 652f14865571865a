import type { PartyId, RecordId, Sha256 } from '../../core/index.ts';
import type { Address, Identifier, Party, PartyName } from '../../facts/index.ts';
import { partyFact } from '../party.ts';
import { identityNumber, statedText, wholeName } from '../stated.ts';
import type { BodsIdentifier, EntityRecord, PersonRecord } from './records.ts';
import type { Statement } from './statement.ts';

const NAME_TYPES = {
  legal: 'legal',
  translation: 'aka',
  transliteration: 'aka',
  alternative: 'aka',
  former: 'former',
  birth: 'former',
} as const;

/** Schemes of persons are a country and a kind of paper; those of organisations are registers (org-id.guide). */
function personScheme(scheme: string, value: string): Identifier | null {
  const [, country = '', paper = ''] = /^([A-Z]{3})-(PASSPORT|TAXID|IDCARD)$/.exec(scheme) ?? [];
  if (paper === 'PASSPORT') return { type: 'passport', value, issuer: country };
  if (paper === 'TAXID') return { type: country === 'USA' ? 'tin' : 'foreign-tin', value, issuer: country };
  return paper === 'IDCARD' ? { type: 'other', value, issuer: scheme } : null;
}

function identifierOf(item: BodsIdentifier): Identifier | null {
  const value = identityNumber(statedText(item.id ?? null) ?? '');
  if (value === '') return null;
  const scheme = item.scheme?.trim().toUpperCase() ?? '';
  if (scheme === '') return { type: 'other', value, issuer: item.schemeName ?? null };
  if (scheme === 'XI-LEI') return { type: 'lei', value, issuer: null };
  if (scheme === 'US-EIN') return { type: 'ein', value, issuer: null };
  return personScheme(scheme, value) ?? { type: 'registration', value: `${scheme}:${value}`, issuer: scheme };
}

type BodsAddress = NonNullable<EntityRecord['addresses'] | PersonRecord['addresses']>[number];

function addressOf({ address, postCode, country }: BodsAddress): Address | null {
  const parts = [statedText(address ?? null), statedText(postCode ?? null), country?.code ?? country?.name ?? null];
  const [street, zip, land] = parts as [string | null, string | null, string | null];
  const text = parts.filter((part) => part !== null).join(', ');
  return text === '' ? null : { text, street, city: null, state: null, zip, country: land };
}

function personNames(record: PersonRecord): PartyName[] {
  return (record.names ?? []).flatMap((name): PartyName[] => {
    const full = statedText(name.fullName);
    if (full === null) return [];
    const part = (text: string | undefined): string | null => statedText(text ?? null);
    const [last, first, middle] = [part(name.familyName), part(name.givenName), part(name.patronymicName)];
    return [{ type: NAME_TYPES[name.type ?? 'legal'], full, last, first, middle, suffix: null }];
  });
}

function entityNames(record: EntityRecord): PartyName[] {
  const names = [record.name ?? null, ...(record.alternateNames ?? [])];
  return names.flatMap((text, i): PartyName[] => {
    const full = statedText(text);
    return full === null ? [] : [wholeName(full, i === 0 ? 'legal' : 'aka')];
  });
}

function present<T>(items: readonly (T | null)[]): T[] {
  return items.filter((item) => item !== null);
}

type Where = { readonly id: PartyId; readonly record: RecordId; readonly source: Sha256 };

/**
 * The Party of an entity or person statement. Its recordId is an identifier inside this file alone: the same company
 * has one recordId for each declaration, so a recordId is not who somebody is (ownership-and-resolution 1.3).
 */
export function partyOfStatement(statement: Exclude<Statement, { recordType: 'relationship' }>, where: Where): Party {
  const { id, record, source } = where;
  const details = statement.recordDetails;
  const bodsRecord: Identifier = { type: 'bods-record', value: statement.recordId, issuer: source };
  const shared = {
    identifiers: [bodsRecord, ...present((details.identifiers ?? []).map(identifierOf))],
    addresses: present((details.addresses ?? []).map(addressOf)),
  };
  if (statement.recordType === 'person') {
    const person = statement.recordDetails;
    return partyFact(
      { id, record, role: 'declared-person' },
      { ...shared, entityKind: 'person', names: personNames(person), birthDate: person.birthDate ?? null },
    );
  }
  const entity = statement.recordDetails;
  return partyFact(
    { id, record, role: 'declared-entity' },
    {
      ...shared,
      entityKind: 'organisation',
      names: entityNames(entity),
      foundedOn: entity.foundingDate ?? null,
      dissolvedOn: entity.dissolutionDate ?? null,
    },
  );
}
