import type { AccountId, DateText, Moment, Money, PartialDate, PartyId, RecordId } from '../core/index.ts';

export const TRANSFER_METHODS = [
  'wire',
  'ach',
  'check',
  'cash',
  'card',
  'p2p',
  'prepaid',
  'crypto',
  'internal',
  'other',
] as const;
export type TransferMethod = (typeof TRANSFER_METHODS)[number];

/** One end of a transfer: an account, a name alone, both, or nothing (cash at the counter). */
export type Side = { readonly account: AccountId | null; readonly party: PartyId | null };

/** The place a movement happened, resolved in reference/places.csv when the text names one known place. */
export type MovementPlace = {
  readonly text: string;
  readonly state: string | null;
  readonly city: string | null;
  readonly countyFips: string | null;
  readonly zone: string | null;
  readonly lat: number | null;
  readonly lon: number | null;
};

export type Transfer = {
  readonly kind: 'transfer';
  readonly id: string;
  readonly record: RecordId;
  /** The source's own id of the row, as written. */
  readonly reference: string;
  readonly at: Moment;
  readonly from: Side;
  readonly to: Side;
  readonly amount: Money;
  readonly method: TransferMethod;
  readonly place: MovementPlace | null;
  readonly conductor: PartyId | null;
  readonly memo: string | null;
};

/** Cash over a CTR's day: one per Activity and direction. `account` only when exactly one account carries it. */
export type CashMovement = {
  readonly kind: 'cash-movement';
  readonly id: string;
  readonly record: RecordId;
  readonly direction: 'in' | 'out';
  readonly at: Moment;
  readonly amount: Money;
  readonly account: AccountId | null;
  readonly accounts: readonly AccountId[];
  readonly persons: readonly { readonly party: PartyId; readonly code: string; readonly amount: Money | null }[];
};

/** A total between two institutions over a span: in totals and drawings, never in indicators or tracing. */
export type AggregateFlow = {
  readonly kind: 'aggregate-flow';
  readonly id: string;
  readonly record: RecordId;
  readonly from: PartyId;
  readonly to: PartyId;
  readonly start: DateText | null;
  readonly end: DateText | null;
  readonly count: number | null;
  readonly amount: Money;
};

export type Balance = {
  readonly kind: 'balance';
  readonly id: string;
  readonly record: RecordId;
  readonly account: AccountId;
  readonly asOf: DateText;
  readonly amount: Money;
  readonly balanceKind: 'ledger' | 'available';
};

export const ASSET_KINDS = [
  'account',
  'real_property',
  'vehicle',
  'entity_interest',
  'wallet',
  'receivable',
  'cash',
  'other',
] as const;
export type AssetKind = (typeof ASSET_KINDS)[number];

export type Asset = {
  readonly kind: 'asset';
  readonly id: string;
  readonly record: RecordId;
  readonly assetKind: AssetKind;
  readonly reference: string;
  readonly identifierType: string | null;
  readonly identifier: string | null;
  readonly titledOwner: PartyId | null;
  readonly value: Money | null;
  readonly valueAsOf: PartialDate | null;
  readonly valueMethod: string | null;
  readonly lienHolder: string | null;
  readonly lienAmount: Money | null;
  readonly address: string | null;
  readonly countyFips: string | null;
  readonly occupants: string | null;
};
