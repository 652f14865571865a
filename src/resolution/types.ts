import type { AccountId, DateText, EntityId, PartyId, RecordId } from '../core/index.ts';
import type {
  AccountRole,
  Finding,
  Identifier,
  InstitutionKeyType,
  Party,
  SourceClass,
  Transfer,
} from '../facts/index.ts';
import type { SkippedBlock } from './blocking.ts';

/** Why two Parties are held to be one: each reason names the attribute that agrees, its value and both records. */
export type LinkReason = { readonly rule: string; readonly text: string; readonly records: readonly RecordId[] };

/** An accepted link between two Parties, with a score in [0, 1] and its reasons (weights come in a later version). */
export type PartyLink = {
  readonly left: PartyId;
  readonly right: PartyId;
  readonly score: number;
  readonly reasons: readonly LinkReason[];
};

/** Who Parties are after resolution. `id` is the hash of the smallest Party in it. */
export type Entity = {
  readonly id: EntityId;
  readonly kind: 'person' | 'organisation' | 'unknown';
  /** Distinct names as written; the most frequent first, then by code units. */
  readonly names: readonly string[];
  readonly identifiers: readonly Identifier[];
  readonly parties: readonly PartyId[];
  readonly links: readonly PartyLink[];
  readonly classes: readonly SourceClass[];
};

export type AccountHolder = {
  readonly entity: EntityId;
  readonly role: AccountRole;
  readonly from: DateText | null;
  readonly to: DateText | null;
  readonly records: readonly RecordId[];
};

/** An account after the same-as join of institution keys. `aliases` are the other ids it goes by. */
export type ResolvedAccount = {
  readonly id: AccountId;
  readonly keyType: InstitutionKeyType;
  readonly institution: string;
  readonly institutionName: string | null;
  readonly number: string;
  readonly aliases: readonly AccountId[];
  readonly holders: readonly AccountHolder[];
  readonly records: readonly RecordId[];
  readonly openedOn: string | null;
  readonly closedOn: string | null;
  readonly classes: readonly SourceClass[];
};

/** A transfer once: double bookings are joined, and `records` cites every row that books it. */
export type ResolvedTransfer = Omit<Transfer, 'from' | 'to' | 'conductor' | 'record'> & {
  readonly from: { readonly account: AccountId | null; readonly entity: EntityId | null };
  readonly to: { readonly account: AccountId | null; readonly entity: EntityId | null };
  readonly conductor: EntityId | null;
  readonly records: readonly RecordId[];
};

export type Resolution = {
  /** Order: id. */
  readonly entities: readonly Entity[];
  readonly entityOf: ReadonlyMap<PartyId, EntityId>;
  readonly partyById: ReadonlyMap<PartyId, Party>;
  /** Order: id. */
  readonly accounts: readonly ResolvedAccount[];
  readonly accountOf: ReadonlyMap<AccountId, AccountId>;
  /** Total order of movements: date, then known instants, then Source sha and row (interface 2). */
  readonly transfers: readonly ResolvedTransfer[];
  readonly findings: readonly Finding[];
  /** Values that too many names share, through which nobody was joined. */
  readonly skipped: readonly SkippedBlock[];
};
