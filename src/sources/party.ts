import type { PartyId, RecordId } from '../core/index.ts';
import type { Party, PartyRole } from '../facts/index.ts';

type Required = { readonly id: PartyId; readonly record: RecordId; readonly role: PartyRole };

/** A Party of which a Record says no more than what is given: everything else is unknown, not empty. */
export function partyFact(required: Required, stated: Partial<Omit<Party, keyof Required | 'kind'>>): Party {
  return {
    kind: 'party',
    entityKind: 'unknown',
    linkable: true,
    names: [],
    identifiers: [],
    birthDate: null,
    addresses: [],
    phones: [],
    emails: [],
    naics: null,
    occupation: null,
    foundedOn: null,
    dissolvedOn: null,
    ...required,
    ...stated,
  };
}
