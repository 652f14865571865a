import type { AccountId, AssetId, EntityId, FindingId, LeadId, NetworkId, RecordId } from '../core/index.ts';
import type { RoleName } from '../detection/index.ts';
import type { AssetKind, PersonState, SourceClass } from '../facts/index.ts';
import type { TraceMethod } from '../tracing/index.ts';

/** A fact in plain words with the records that it rests on. */
export type Statement = { readonly text: string; readonly records: readonly RecordId[] };

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

export type Theory =
  | 'PROCEEDS'
  | 'FACILITATING'
  | 'INVOLVED_IN_LAUNDERING'
  | 'TRACEABLE_TO'
  | 'FUNGIBLE_984'
  | 'SUBSTITUTE_853P'
  | 'BLOCKABLE_OFAC'
  | 'RESTITUTION_LIEN_ONLY';

export type Route =
  | 'none'
  | '1594-criminal'
  | '1594-civil'
  | '981-civil'
  | '982-criminal'
  | 'restraint-853e'
  | 'tro-853e2'
  | 'warrant-853f'
  | 'warrant-981b'
  | 'lis-pendens'
  | 'substitute-853p'
  | 'foreign-2467'
  | 'ofac'
  | 'state';

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

/**
 * A legal time limit of legal_clocks.csv. `due` is a date once the event that starts the clock is known; else null, and
 * `dueIfStartedAsOf` shows the date it would give if that event happened on the as-of date of the Run.
 */
export type AssetClock = {
  readonly id: string;
  readonly authority: string;
  readonly startsAt: string;
  readonly length: string;
  readonly due: string | null;
  readonly dueIfStartedAsOf: string | null;
};

/** A credit that the lead claims, and whose it is: `proceeds`, or a victim's pseudonym for returned wages. */
export type Claim = {
  readonly date: string;
  readonly amount: string;
  readonly tag: string;
  readonly findings: readonly FindingId[];
  readonly records: readonly RecordId[];
};

export type LeadTrace = {
  readonly method: TraceMethod;
  readonly currency: string;
  readonly tainted: string;
  readonly alternatives: Readonly<Record<TraceMethod, string>>;
  readonly intervals: Readonly<Record<TraceMethod, readonly [string, string]>>;
  readonly byTag: Readonly<Record<string, string>>;
  readonly opening: { readonly amount: string; readonly known: boolean };
  /** Spans in which stated balances and movements do not meet: a statement is missing. Never interpolated. */
  readonly broken: readonly (readonly [string, string])[];
  /** The last stated balance, when it is lower than the claims: no more can be there. */
  readonly cappedAt: string | null;
  readonly warnings: readonly string[];
  readonly claims: readonly Claim[];
};

export type DistrictReason = '1355b1A' | '1395b' | '981h' | '1355b2';

export type AssetRoute = {
  readonly choice: Route;
  readonly reason: string;
  /** What the standard of the route asks for, and the facts that meet it. */
  readonly standardFacts: Readonly<Record<string, readonly string[]>>;
  readonly missing: readonly string[];
  readonly clocks: readonly AssetClock[];
};

/** One row of the asset schedule (legal-and-evidence 1.4). Money is decimal text. */
export type AssetEntry = {
  readonly id: AssetId;
  readonly kind: AssetKind;
  /** The account of an `account` asset, as resolved. */
  readonly account: AccountId | null;
  /** For an account exactly `institution` and `number` as the source states them. */
  readonly identifiers: Readonly<Record<string, string>>;
  readonly titledTo: string | null;
  readonly titledOwners: readonly EntityId[];
  readonly beneficialOwner: {
    readonly personId: EntityId;
    readonly name: string;
    readonly basis: readonly Statement[];
  } | null;
  readonly value: {
    readonly amount: string;
    readonly currency: string;
    readonly asOf: string;
    readonly method: string;
  } | null;
  /** Credits less debits that the records show; not a balance, and never shown as one. */
  readonly observedNetFlow: {
    readonly amount: string;
    readonly currency: string;
    readonly from: string;
    readonly to: string;
  } | null;
  readonly liens: readonly { readonly holder: string; readonly amount: string }[];
  readonly netEquity: string | null;
  readonly address: string | null;
  readonly countyFips: string | null;
  readonly districtCodes: readonly { readonly code: string; readonly reason: DistrictReason }[];
  readonly theories: readonly Theory[];
  /** 18 USC 1594 before 981 and 982: only property forfeited under 1594 must go to the victims (1594(f)). */
  readonly authorities: readonly string[];
  readonly offenceDates: readonly [string, string] | null;
  /** 18 USC 984(b), for the earliest claim and for the latest. */
  readonly fungibleDeadline: string | null;
  readonly fungibleDeadlines: { readonly earliest: string; readonly latest: string } | null;
  readonly trace: LeadTrace | null;
  readonly dissipation: readonly Statement[];
  readonly occupants: 'none' | 'unknown' | 'dependants' | 'possible_victims';
  readonly victimConnection: boolean;
  readonly innocentOwner: readonly Statement[];
  readonly route: AssetRoute;
  readonly records: readonly RecordId[];
};

export type LeadSubject = {
  readonly entity: EntityId;
  readonly names: readonly string[];
  readonly kind: 'person' | 'organisation' | 'unknown';
  readonly personState: PersonState;
  readonly roles: readonly { readonly role: RoleName; readonly score: string }[];
  readonly suspicion: readonly Statement[];
  /** Never empty: when nothing was found, it says by which checks nothing was found (R25). */
  readonly contrary: readonly Statement[];
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

export type Referral = {
  readonly recipient: string;
  readonly also: readonly string[];
  readonly signal: string;
  readonly basis: string;
};

/** A lead exactly as interface 3 prints it; `classes` stay in the house. */
export type Lead = {
  readonly id: LeadId;
  readonly network: NetworkId;
  readonly status: 'DRAFT' | 'INCOMPLETE';
  readonly gaps: readonly Gap[];
  readonly predicate: readonly { readonly statute: string; readonly why: string }[];
  readonly assets: readonly AssetEntry[];
  readonly subjects: readonly LeadSubject[];
  readonly withheld: readonly { readonly entity: EntityId; readonly why: string }[];
  /** Pseudonyms of possible victims in this lead, by first admissible record; the name stays in the house. */
  readonly pseudonyms: readonly { readonly entity: EntityId; readonly pseudonym: string }[];
  readonly districts: readonly LeadDistrict[];
  readonly referrals: readonly Referral[];
  readonly limits: readonly string[];
  readonly restitution: { readonly note: string };
  readonly classes: readonly SourceClass[];
};
