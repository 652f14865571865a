import type { DateText, PartialDate, PartyId, RecordId, Share } from '../core/index.ts';

/** Kinds of interest after BODS 0.4 interestType; `classOfInterest` says which sums they may enter. */
export type InterestClass = 'shares' | 'votes' | 'surplus' | 'control' | 'nominee' | 'nominator' | 'other';

/**
 * Ownership or control that one Record states. Shares and votes of one stake are separate Holdings and never add up.
 * A missing owner is a fact with its reason, not an absence.
 */
export type Holding = {
  readonly kind: 'holding';
  readonly id: string;
  readonly record: RecordId;
  readonly owner: PartyId | null;
  readonly unspecifiedOwner: string | null;
  readonly subject: PartyId | null;
  readonly interestType: string;
  readonly interestClass: InterestClass;
  /** null: the source states no share. */
  readonly share: Share | null;
  readonly level: 'direct' | 'indirect' | 'unknown';
  readonly beneficial: boolean | null;
  /** Stated relation between votes and shares: true only where the source says that votes follow shares. */
  readonly votesFollow: boolean;
  readonly start: PartialDate | null;
  readonly end: PartialDate | null;
  /** Knowledge time: when the statement was made. */
  readonly statedOn: DateText | null;
  /** BODS: a part of the chain behind an indirect primary holding. Used instead of it, never added to it. */
  readonly isComponent: boolean;
  readonly componentRecords: readonly string[];
  /** Identity of the statement series inside its Source; the last statement of a series wins. */
  readonly series: string | null;
  readonly status: 'new' | 'updated' | 'closed' | null;
  readonly ordinal: number;
};

/** A filing as a whole: codes, totals and dates are attributes of the report and never become transfers. */
export type Report = {
  readonly kind: 'report';
  readonly id: string;
  readonly record: RecordId;
  readonly form: 'sar' | 'ctr';
  readonly filingKind: 'initial' | 'amended' | 'continuing' | 'joint' | 'unknown';
  readonly priorDocument: string | null;
  readonly filedOn: DateText | null;
  readonly from: DateText | null;
  readonly to: DateText | null;
  readonly totalAmount: string | null;
  readonly cumulativeAmount: string | null;
  readonly activityCodes: readonly { readonly type: string; readonly subtype: string }[];
  readonly keyTerms: readonly string[];
  readonly narrative: string | null;
  readonly formTypeCode: string | null;
  readonly formTypeContradicts: boolean;
};

/** What FinCEN found in one filing: `level` as written (WARN, ERROR …), the element, and the place in the batch. */
export type FilingError = {
  readonly level: string | null;
  readonly code: string | null;
  readonly element: string | null;
  readonly context: string | null;
  readonly text: string | null;
};

/**
 * FinCEN's receipt for one Activity of a batch: the BSA id that the filing itself does not carry. `quotedPlace` is the
 * number of the Activity in its batch (1 is the first) where an error quotes it. No batch is named.
 */
export type Acknowledgement = {
  readonly kind: 'acknowledgement';
  readonly id: string;
  readonly record: RecordId;
  readonly bsaId: string;
  readonly quotedPlace: number | null;
  readonly errors: readonly FilingError[];
};

/** An entry of a sanctions list. */
export type Listing = {
  readonly kind: 'listing';
  readonly id: string;
  readonly record: RecordId;
  readonly party: PartyId;
  readonly authority: string;
  readonly programs: readonly string[];
  readonly listedOn: PartialDate | null;
};

export const VICTIM_FACT_CATEGORIES = ['A', 'B', 'C', 'D', 'E', 'F', 'GROSS', 'LABOUR', 'PAID'] as const;

/**
 * A loss or labour fact of a victim, under a vault pseudonym only. A to F are the losses of 18 USC 2259(c)(2), GROSS
 * the gross value of services, LABOUR hours worked in the whole span from `from` to `to`, PAID what the victim received.
 * Figures are decimal texts.
 */
export type VictimFact = {
  readonly kind: 'victim-fact';
  readonly id: string;
  readonly record: RecordId;
  readonly victim: string;
  readonly category: (typeof VICTIM_FACT_CATEGORIES)[number];
  readonly from: DateText | null;
  readonly to: DateText | null;
  readonly hours: string | null;
  readonly rate: string | null;
  readonly amount: string | null;
  readonly currency: string | null;
  readonly note: string | null;
};

export const OUTCOME_TYPES = [
  'tro',
  'restraint',
  'seizure',
  'forfeiture',
  'transfer_1594f',
  'order',
  'payment',
  'declined',
  'recall',
] as const;
export type OutcomeType = (typeof OUTCOME_TYPES)[number];

/**
 * What became of a lead or an asset: a restraint, an order, a payment. `reference` is the sender's own id of it;
 * `victim` is a vault pseudonym; `amount` is decimal text in US dollars; `at` a date or an instant as stated.
 */
export type Outcome = {
  readonly kind: 'outcome';
  readonly id: string;
  readonly record: RecordId;
  readonly reference: string;
  readonly outcomeType: OutcomeType;
  readonly lead: string | null;
  readonly asset: string | null;
  readonly victim: string | null;
  readonly amount: string | null;
  readonly at: string;
  /** Court or agency, and the paper that says it. */
  readonly authority: string | null;
  readonly document: string | null;
};
