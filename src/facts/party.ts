import type { AccountId, DateText, PartialDate, PartyId, RecordId } from '../core/index.ts';

/** Kinds of identifier. Strong ones can join two mentions; the pair (type, issuer) says in which list the value counts. */
export type IdentifierType =
  | 'ssn'
  | 'itin'
  | 'ein'
  | 'tin'
  | 'foreign-tin'
  | 'passport'
  | 'licence'
  | 'alien-registration'
  | 'registration'
  | 'lei'
  | 'rssd'
  | 'aba'
  | 'bic'
  | 'bods-record'
  | 'register'
  | 'list-entry'
  | 'other';

export type Identifier = { readonly type: IdentifierType; readonly value: string; readonly issuer: string | null };

/** A `weak` name is one that its publisher holds too broad or too loose to match by (OFAC, FAQ 123): shown, never compared. */
export type PartyName = {
  readonly type: 'legal' | 'aka' | 'dba' | 'former' | 'weak' | 'other';
  readonly full: string;
  readonly last: string | null;
  readonly first: string | null;
  readonly middle: string | null;
  readonly suffix: string | null;
};

/** An address as the source writes it; blank and "unknown" parts are null and never link anyone. */
export type Address = {
  readonly text: string;
  readonly street: string | null;
  readonly city: string | null;
  readonly state: string | null;
  readonly zip: string | null;
  readonly country: string | null;
};

/** In what role the Record names the Party. */
export type PartyRole =
  | 'subject'
  | 'conductor'
  | 'on-behalf-of'
  | 'own-behalf'
  | 'sender'
  | 'beneficiary'
  | 'account-holder'
  | 'asset-owner'
  | 'declared-person'
  | 'declared-entity'
  | 'institution'
  | 'branch'
  | 'transmitter'
  | 'contact'
  | 'common-carrier'
  | 'law-enforcement'
  | 'flow-institution'
  | 'listed'
  | 'other';

/**
 * A person or organisation as one Record names it. Never rewritten. `linkable` is false for the plumbing of a filing
 * (party codes 30, 35, 37, 8, 34, 41, 46 and the like), which never makes person links.
 */
export type Party = {
  readonly kind: 'party';
  readonly id: PartyId;
  readonly record: RecordId;
  readonly entityKind: 'person' | 'organisation' | 'unknown';
  readonly role: PartyRole;
  readonly linkable: boolean;
  readonly names: readonly PartyName[];
  readonly identifiers: readonly Identifier[];
  readonly birthDate: PartialDate | null;
  readonly addresses: readonly Address[];
  readonly phones: readonly string[];
  readonly emails: readonly string[];
  readonly naics: string | null;
  readonly occupation: string | null;
  readonly foundedOn: PartialDate | null;
  readonly dissolvedOn: PartialDate | null;
};

export type InstitutionKeyType = 'lei' | 'rssd' | 'aba' | 'bic' | 'tin' | 'other';

/**
 * An account as one Record names it: institution key + number, never the number alone. With no institution key the
 * key is of type `other` and holds the Source sha, so that it joins to nothing in another file.
 */
export type Account = {
  readonly kind: 'account';
  readonly id: AccountId;
  readonly record: RecordId;
  readonly keyType: InstitutionKeyType;
  readonly institution: string;
  readonly number: string;
  /** Further keys that the same Record states for the institution: they make a same-as link. */
  readonly alsoKeys: readonly { readonly type: InstitutionKeyType; readonly value: string }[];
  readonly institutionName: string | null;
  readonly openedOn: PartialDate | null;
  readonly closedOn: PartialDate | null;
  readonly closed: boolean;
};

export type AccountRole = 'owner' | 'joint' | 'signatory' | 'poa' | 'affected' | 'cash-in' | 'cash-out';

/** A Party stands to an Account in a role. */
export type AccountParty = {
  readonly kind: 'account-party';
  readonly id: string;
  readonly record: RecordId;
  readonly account: AccountId;
  readonly party: PartyId;
  readonly role: AccountRole;
  readonly from: DateText | null;
  readonly to: DateText | null;
};
