import type { AccountId, AssetId, EntityId, FindingId, LeadId, NetworkId, RecordId } from '../core/index.ts';
import type { RoleName } from '../detection/index.ts';
import type { AssetKind, PersonState, SourceClass } from '../facts/index.ts';
import type { VictimResult } from '../restitution/index.ts';
import type { TraceMethod } from '../tracing/index.ts';
import type { FreezeClock } from './freeze/types.ts';
import type { ReferralCode } from './referral-rules.ts';

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
  /** The one method by which this account is claimed; all others are shown beside it and never added to it. */
  readonly method: TraceMethod;
  readonly chosen: 'default' | 'parameter of the Run';
  readonly currency: string;
  readonly tainted: string;
  readonly alternatives: Readonly<Record<TraceMethod, string>>;
  readonly intervals: Readonly<Record<TraceMethod, readonly [string, string]>>;
  /** What of `tainted` is whose. */
  readonly byTag: Readonly<Record<string, string>>;
  readonly opening: { readonly amount: string; readonly known: boolean };
  readonly openingRecord: RecordId | null;
  /** Spans in which stated balances and movements do not meet: a statement is missing. Never interpolated. */
  readonly broken: readonly (readonly [string, string])[];
  /** Whether other money stood or came in beside the claims. */
  readonly isMixed: boolean;
  /** The last stated balance, when it is lower than the claims: no more can be there. */
  readonly cappedAt: string | null;
  readonly warnings: readonly string[];
  readonly claims: readonly Claim[];
};

export type DistrictReason = '1355b1A' | '1395b' | '981h' | '1355b2';

/** An element of a route's standard with the facts that meet it, or what is asked for in words. */
export type RouteElement = {
  readonly element: string;
  readonly facts: readonly Statement[];
  readonly missing: string | null;
};

/** A further route that fits the theories of an asset, with what its standard still lacks. */
export type RouteOption = {
  readonly route: Route;
  readonly authority: string;
  readonly burden: string;
  readonly missing: readonly string[];
};

export type AssetRoute = {
  readonly choice: Route;
  readonly reason: string;
  readonly authority: string | null;
  readonly burden: string | null;
  readonly elements: readonly RouteElement[];
  /** What the standard of the route asks for, and the facts that meet it. */
  readonly standardFacts: Readonly<Record<string, readonly string[]>>;
  readonly missing: readonly string[];
  readonly clocks: readonly AssetClock[];
  /** The other routes that its theories open, those of section 1594 first. */
  readonly options: readonly RouteOption[];
  /** A victim specialist's note on shelter, wages, medicine and reprisal is needed before anything is recommended. */
  readonly specialistNote: 'required' | 'not required';
};

/** Who controls an asset in effect, apart from title, with the facts for it. */
export type Controller = {
  readonly entity: EntityId;
  readonly name: string;
  readonly basis: readonly Statement[];
};

/** Dominion and control of an owner who may be a nominee, both sides (18 USC 983(d)(6)(B)(iii)). */
export type NomineeControl = {
  readonly entity: EntityId;
  readonly name: string;
  readonly controlFor: readonly Statement[];
  readonly controlAgainst: readonly Statement[];
};

export type SubstituteCause = {
  readonly cause: 'not located' | 'third party' | 'beyond the court' | 'diminished' | 'commingled';
  readonly authority: string;
  readonly facts: readonly Statement[];
};

/** Whether 18 USC 982(b)(2) bars substitution against someone who handled the money and kept none of it. */
export type IntermediaryLimit = {
  /** Whether the records show the subject as one who kept nothing and has no controlling role. */
  readonly applies: boolean;
  readonly transactions: number;
  readonly total: string;
  readonly window: readonly [string, string] | null;
  readonly substitution: 'allowed' | 'barred' | 'not limited';
};

/** What of a subject's claimed money is gone, why, and so what other property may stand for it (21 USC 853(p)). */
export type Substitution = {
  readonly subject: EntityId;
  readonly name: string;
  /** Claims less what is still traced, by currency: the most that other property can stand for. */
  readonly lost: readonly { readonly currency: string; readonly claimed: string; readonly cap: string }[];
  readonly causes: readonly SubstituteCause[];
  readonly intermediary: IntermediaryLimit;
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
  readonly controllers: readonly Controller[];
  readonly nominees: readonly NomineeControl[];
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
  /** What must be read with the authorities and the route, in plain words. */
  readonly warnings: readonly string[];
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
  /** For accounts with claims or an outcome, and never for a possible victim's. */
  readonly freeze: FreezeClock | null;
  readonly records: readonly RecordId[];
};

/** A fact that gives reason for suspicion, with how well it stands by itself. */
export type SuspicionFact = Statement & { readonly confidence: 'low' | 'medium' | 'high' };

/**
 * Where no contrary fact is recorded a named reviewer must say so before the lead is approved (R25). `reviews` counts
 * the reasoned decisions about the person that this Run read; who decided stands in the decision log, not in a Run.
 */
export type ContraryReview = {
  readonly state: 'contrary facts recorded' | 'reviewed' | 'statement of a named reviewer required';
  readonly reviews: number;
};

export type LeadSubject = {
  readonly entity: EntityId;
  readonly names: readonly string[];
  readonly kind: 'person' | 'organisation' | 'unknown';
  readonly personState: PersonState;
  readonly roles: readonly { readonly role: RoleName; readonly score: string }[];
  readonly suspicion: readonly SuspicionFact[];
  /** Never empty: when nothing was found, it says by which checks nothing was found (R25). */
  readonly contrary: readonly Statement[];
  readonly contraryReview: ContraryReview;
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

/** An element of an offence: the facts that touch it, and what counsel still needs. A hypothesis, no charge. */
export type PredicateElement = {
  readonly element: string;
  readonly facts: readonly Statement[];
  readonly gap: string | null;
};

export type Predicate = {
  readonly statute: string;
  readonly why: string;
  /** First and last date of the facts, null when none has a date. */
  readonly dates: readonly [string, string] | null;
  readonly places: readonly string[];
  readonly elements: readonly PredicateElement[];
};

/** One thing that Supplemental Rule G(2) asks of a verified complaint. */
export type ComplaintItem = {
  readonly rule: string;
  readonly asks: string;
  readonly state: 'met' | 'missing' | 'a person does this';
  readonly facts: readonly string[];
};

export type TimelineEvent = Statement & { readonly date: string };

/**
 * What 18 USC 1593 comes to on the facts recorded so far, by the rules of the restitution room; decimal text in dollars.
 * A floor for counsel, not a computation: what is missing stands beside it.
 */
export type RestitutionFigures = Pick<
  VictimResult,
  'losses' | 'gross' | 'flsa' | 'flsaLiquidated' | 'labourLimb' | 'total'
> & { readonly missing: readonly string[]; readonly records: readonly string[] };

/** What is known towards restitution of one possible victim of the network. Amounts are decimal text. */
export type RestitutionVictim = {
  readonly victim: string;
  readonly returnedWages: readonly {
    readonly asset: AssetId;
    readonly currency: string;
    readonly credited: string;
    /** What of it is still traced under the method of the asset. */
    readonly stillTraced: string;
    readonly records: readonly RecordId[];
  }[];
  /** null where nothing is known that the rules can compute with. */
  readonly figures: RestitutionFigures | null;
};

/** A victim's stated losses and labour, under a number of their own: no record joins them to a person of the network. */
export type RestitutionFacts = {
  readonly number: string;
  readonly facts: readonly Statement[];
  readonly figures: RestitutionFigures | null;
};

export type RestitutionEstimate = {
  readonly note: string;
  readonly circuit: string | null;
  /** Whether the equal amount of 29 USC 216(b) is counted in that circuit; both figures are shown. */
  readonly liquidatedCounted: boolean;
  readonly victims: readonly RestitutionVictim[];
  readonly stated: readonly RestitutionFacts[];
};

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
