import type { Acknowledgement, Holding, Listing, Outcome, Report, VictimFact } from './holding.ts';
import type { AggregateFlow, Asset, Balance, CashMovement, Transfer } from './movement.ts';
import type { Account, AccountParty, Party } from './party.ts';

/** What a Record says, typed. */
export type Fact =
  | Party
  | Account
  | AccountParty
  | Balance
  | Transfer
  | CashMovement
  | AggregateFlow
  | Holding
  | Asset
  | Report
  | Acknowledgement
  | Listing
  | VictimFact
  | Outcome;

export type FactKind = Fact['kind'];
export type FactOf<K extends FactKind> = Extract<Fact, { readonly kind: K }>;

export const FACT_KINDS = [
  'account',
  'account-party',
  'acknowledgement',
  'aggregate-flow',
  'asset',
  'balance',
  'cash-movement',
  'holding',
  'listing',
  'outcome',
  'party',
  'report',
  'transfer',
  'victim-fact',
] as const satisfies readonly FactKind[];
