import type { IdentifierType, PartyName, PartyRole } from '../../facts/index.ts';

/**
 * What an ActivityPartyTypeCode makes of a Party (formats 1.5). Only persons whose conduct is reported make links; the
 * filer, its transmitter, branches, contacts and agencies are the plumbing of the filing.
 */
type PartyCode = {
  readonly role: PartyRole;
  readonly linkable: boolean;
  readonly kind: 'organisation' | 'unknown';
};

const PARTY_CODES: ReadonlyMap<string, PartyCode> = new Map([
  ['33', { role: 'subject', linkable: true, kind: 'unknown' }],
  ['50', { role: 'own-behalf', linkable: true, kind: 'unknown' }],
  ['17', { role: 'conductor', linkable: true, kind: 'unknown' }],
  ['23', { role: 'on-behalf-of', linkable: true, kind: 'unknown' }],
  ['58', { role: 'common-carrier', linkable: false, kind: 'unknown' }],
  ['30', { role: 'institution', linkable: false, kind: 'organisation' }],
  ['34', { role: 'institution', linkable: false, kind: 'organisation' }],
  ['41', { role: 'institution', linkable: false, kind: 'organisation' }],
  ['46', { role: 'branch', linkable: false, kind: 'organisation' }],
  ['35', { role: 'transmitter', linkable: false, kind: 'organisation' }],
  ['37', { role: 'contact', linkable: false, kind: 'unknown' }],
  ['8', { role: 'contact', linkable: false, kind: 'unknown' }],
  ['18', { role: 'law-enforcement', linkable: false, kind: 'organisation' }],
  ['19', { role: 'law-enforcement', linkable: false, kind: 'unknown' }],
]);
const OTHER_PARTY: PartyCode = { role: 'other', linkable: false, kind: 'unknown' };

export function partyCode(code: string | null): PartyCode {
  return PARTY_CODES.get(code ?? '') ?? OTHER_PARTY;
}

/** Codes of the persons of a CTR who brought or took cash, for themselves or for another. */
export const CASH_PERSON_CODES: ReadonlySet<string> = new Set(['50', '17', '23', '58']);

const NAME_TYPES: ReadonlyMap<string, PartyName['type']> = new Map([
  ['L', 'legal'],
  ['AKA', 'aka'],
  ['DBA', 'dba'],
]);

export function nameType(code: string | null): PartyName['type'] {
  return code === null ? 'legal' : (NAME_TYPES.get(code) ?? 'other');
}

/** PartyIdentificationTypeCode: the list in which the number counts, and who issued it (formats 1.5). */
type IdentificationCode = { readonly type: IdentifierType; readonly issuedBy: 'nobody' | 'state' | 'country' };

const IDENTIFICATION_CODES: ReadonlyMap<string, IdentificationCode> = new Map([
  ['1', { type: 'ssn', issuedBy: 'nobody' }],
  ['2', { type: 'ein', issuedBy: 'nobody' }],
  ['4', { type: 'tin', issuedBy: 'nobody' }],
  ['5', { type: 'licence', issuedBy: 'state' }],
  ['6', { type: 'passport', issuedBy: 'country' }],
  ['7', { type: 'alien-registration', issuedBy: 'nobody' }],
  ['9', { type: 'foreign-tin', issuedBy: 'country' }],
  ['14', { type: 'rssd', issuedBy: 'nobody' }],
]);

export function identificationCode(code: string): IdentificationCode | null {
  return IDENTIFICATION_CODES.get(code) ?? null;
}
