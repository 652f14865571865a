import type { EntityId, LeadId, NetworkId, RecordId } from '../../core/index.ts';
import type { SourceClass } from '../../facts/index.ts';
import type { ReferralCode } from '../referral-rules.ts';
import type { AssetEntry, DistrictReason } from './asset.ts';
import type { ComplaintItem, Predicate } from './predicate.ts';
import type { RestitutionEstimate } from './restitution.ts';
import type { Statement } from './statement.ts';
import type { LeadSubject } from './subject.ts';
import type { Substitution } from './substitution.ts';

export const LEAD_STATUSES = [
  'DRAFT',
  'INCOMPLETE',
  'SUBMITTED',
  'APPROVED',
  'RETURNED',
  'REJECTED',
  'RELEASED',
  'RECALLED',
] as const;
export type LeadStatus = (typeof LEAD_STATUSES)[number];

/** What the package lacks. Any gap makes the lead INCOMPLETE (Supplemental Rule G(2); interface 3). */
export type Gap = {
  readonly code:
    | 'NO_PROPERTY'
    | 'NO_VENUE'
    | 'NO_FACTS'
    | 'NO_STATUTE'
    | 'NOT_PARTICULAR'
    | 'NO_LOCATION'
    | 'NO_BALANCE'
    | 'TRACE_BROKEN'
    | 'DISTRICT_ASK_PERSON';
  readonly message: string;
};

export type LeadDistrict = {
  readonly code: string;
  readonly name: string;
  readonly reasons: readonly {
    readonly reason: DistrictReason;
    readonly text: string;
    readonly records: readonly RecordId[];
  }[];
};

/** Who should see the lead and why; recipients are ids of reference/directory.csv. */
export type Referral = {
  readonly code: ReferralCode;
  readonly recipient: string;
  readonly also: readonly string[];
  readonly signal: string;
  readonly basis: string;
  readonly answerDue: string;
  readonly records: readonly RecordId[];
};

export type TimelineEvent = Statement & { readonly date: string };

/** A lead exactly as interface 3 prints it; `classes` stay in the house. */
export type Lead = {
  readonly id: LeadId;
  readonly network: NetworkId;
  readonly status: 'DRAFT' | 'INCOMPLETE';
  readonly gaps: readonly Gap[];
  /** Supplemental Rule G(2), item by item. */
  readonly complaint: readonly ComplaintItem[];
  readonly predicate: readonly Predicate[];
  readonly assets: readonly AssetEntry[];
  readonly subjects: readonly LeadSubject[];
  readonly withheld: readonly { readonly entity: EntityId; readonly why: string }[];
  /** Pseudonyms of possible victims in this lead, by first admissible record; the name stays in the house. */
  readonly pseudonyms: readonly { readonly entity: EntityId; readonly pseudonym: string }[];
  readonly districts: readonly LeadDistrict[];
  readonly referrals: readonly Referral[];
  readonly limits: readonly string[];
  readonly substitution: readonly Substitution[];
  readonly timeline: readonly TimelineEvent[];
  /** Events of the timeline that were left out for length. */
  readonly timelineLeftOut: number;
  readonly restitution: RestitutionEstimate;
  readonly classes: readonly SourceClass[];
};
