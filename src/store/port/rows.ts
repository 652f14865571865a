import type { AccountId, Json, PartyId, RunId, Sha256 } from '../../core/index.ts';
import type { Fact, FactKind, QuarantineRow, SourceClass, SourceRecord } from '../../facts/index.ts';

/** What one writeBatch carries: records with their facts, and refused rows. Written under a receiving Source. */
export type Batch = {
  readonly source: Sha256;
  readonly records: readonly SourceRecord[];
  readonly facts: readonly Fact[];
  readonly quarantine: readonly QuarantineRow[];
};

/** A result of a Run: the port knows no result type, only its id, rank, classes and canonical JSON. */
export type ResultRow = {
  readonly kind: string;
  readonly id: string;
  readonly rank: number;
  readonly classes: readonly SourceClass[];
  readonly json: string;
};

/** A search key of a result: made in resolution, looked up by equality under an ordinary index. */
export type KeyRow = { readonly key: string; readonly kind: string; readonly id: string };

/** A Run to be stored: views show all of it or nothing. */
export type RunRows = {
  readonly run: RunId;
  readonly head: Json;
  readonly rows: readonly ResultRow[];
  readonly keys: readonly KeyRow[];
};

/**
 * An edge of the raw graph: a fact that joins two accounts or parties. A side of a transfer is its account, or the party
 * where a name alone is stated.
 */
export type Edge = {
  readonly fact: string;
  readonly kind: FactKind;
  readonly from: AccountId | PartyId;
  readonly to: AccountId | PartyId;
};
export type EdgeKind = 'transfer' | 'account-party' | 'holding';

/** One page of an ordered view. `after` is the id of the last item of the page before. */
export type Page = { readonly limit: number; readonly after: string | null };
