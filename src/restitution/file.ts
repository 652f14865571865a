import type { DateText } from '../core/index.ts';
import type { Cents } from './cents.ts';
import type { Fraction } from './fraction.ts';
import type { Statute } from './rules.ts';

/** Losses of 18 USC 2259(c)(2), by its letters. */
export const LOSS_CATEGORIES = ['A', 'B', 'C', 'D', 'E', 'F'] as const;
export type LossCategory = (typeof LOSS_CATEGORIES)[number];

export type Loss = {
  readonly lossId: string;
  readonly category: LossCategory;
  readonly amount: Cents;
  readonly projected: boolean;
  /** Income lost in the very hours that the labour limb pays for. */
  readonly sameHoursAsLabour: boolean;
  readonly from: DateText | null;
  readonly to: DateText | null;
  readonly basis: string | null;
  readonly sourceIds: readonly string[];
};

/** Money that the defendant took for a victim's services or labour, as one record shows it. */
export type GrossReceipt = {
  readonly id: string;
  readonly amount: Cents;
  /** The receipt is one for several victims, and `amount` is this victim's part of it. */
  readonly apportioned: boolean;
  readonly sourceIds: readonly string[];
};

/** Gross income or value to the defendant, with the range that the method gives. The estimate uses `likely`. */
export type Gross = {
  readonly likely: Cents;
  readonly low: Cents | null;
  readonly high: Cents | null;
  readonly method: string | null;
  readonly receipts: readonly GrossReceipt[];
};

/** What an employer gave in kind. Without a reason it is no payment (29 USC 203(m)). */
export type Credit = { readonly kind: string; readonly amount: Cents; readonly reason: string | null };

/** 29 USC 213(b)(21): domestic service, living in the household. Minimum wage, but no overtime. */
export const LIVE_IN = '213(b)(21)';

export type StatedWeek = {
  readonly start: DateText;
  readonly hoursByDay: readonly Fraction[];
  readonly paid: Cents;
  readonly credits: readonly Credit[];
  readonly exempt: boolean;
  readonly basis: string | null;
  readonly sourceIds: readonly string[];
};

export type StatedSpan = {
  readonly from: DateText;
  readonly to: DateText;
  readonly hoursPerDay: Fraction;
  readonly daysPerWeek: number;
  /** What was received in each workweek that the span reaches into. */
  readonly paidPerWeek: Cents;
  readonly exempt: boolean;
  readonly basis: string | null;
  readonly sourceIds: readonly string[];
};

export type Labour = {
  /** Day on which the employer's workweek begins, 0 = Sunday (29 CFR 778.105: any fixed period of 168 hours). */
  readonly workweekStart: number;
  /** Two-letter code of the State or territory of work; null for one under the national rate. */
  readonly state: string | null;
  readonly weeks: readonly StatedWeek[];
  readonly spans: readonly StatedSpan[];
};

export type VictimEntry = {
  readonly id: string;
  readonly statutes: readonly Statute[];
  readonly offence: readonly [DateText, DateText] | null;
  readonly commercialSexActs: boolean;
  readonly losses: readonly Loss[];
  /** null: nobody has stated it, which is not zero. */
  readonly gross: Gross | null;
  readonly labour: Labour;
};

export const PAYMENT_KINDS = ['defendant', 'transfer_1594f', 'remission', 'civil', 'insurer'] as const;
export type PaymentKind = (typeof PAYMENT_KINDS)[number];

export type Payment = {
  readonly id: string;
  readonly kind: PaymentKind;
  readonly payer: string | null;
  readonly lossIds: readonly string[];
  /** null: for all victims, split over what each is still owed. */
  readonly victim: string | null;
  readonly amount: Cents;
  /** A date or an instant; payments apply in its order. */
  readonly at: string;
};

export const ORDER_MODES = ['joint_and_several', 'apportioned'] as const;

/** How the obligation falls on several defendants (18 USC 3664(h)): for all victims, or for the one named. */
export type Order = {
  readonly mode: (typeof ORDER_MODES)[number];
  readonly victim: string | null;
  readonly defendants: ReadonlyMap<string, Cents>;
};

/** Claims on money received from a defendant beside the victims' own (18 USC 3612(c), 3014, 3664(i), (j)). */
export type Receipts = {
  readonly received: Cents | null;
  readonly assessments: Cents;
  readonly insurer: Cents;
  readonly unitedStates: Cents;
  readonly fine: Cents;
  readonly jvta: Cents;
};

/** A payment of the schedule that was missed; `paidAt` null: still unpaid at the end of the reckoning. */
export type MissedPayment = { readonly amount: Cents; readonly due: DateText; readonly paidAt: DateText | null };

export type InterestTerms = {
  /** A year's rate: 0.04 is four percent. */
  readonly rate: Fraction;
  readonly from: DateText;
  /** Not itself counted: from the 1st to the 31st are 30 days. */
  readonly to: DateText;
  readonly basis: number;
  /** What interest runs on; null: what the victims of the worksheet are still owed. */
  readonly principal: Cents | null;
  readonly missed: readonly MissedPayment[];
};

export const POOL_RULES = ['rising-tide', 'net-loss', 'pro-rata'] as const;

/** Money recovered for people who paid into one pool and may have got some of it back. */
export type Pool = {
  readonly rule: (typeof POOL_RULES)[number];
  readonly invested: ReadonlyMap<string, Cents>;
  readonly withdrawn: ReadonlyMap<string, Cents>;
  readonly recovered: Cents;
};

/** What a draft could not know; it stands in the file until a person has filled it in. */
export type Missing = { readonly victim: string | null; readonly what: string };

/** A worksheet file as read (interface 6): every figure exact, every name a pseudonym. */
export type WorksheetFile = {
  readonly case: string;
  readonly rulesAsOf: DateText | null;
  readonly circuit: string | null;
  readonly victims: readonly VictimEntry[];
  readonly payments: readonly Payment[];
  readonly available: Cents | null;
  readonly orders: readonly Order[];
  readonly receipts: Receipts | null;
  readonly interest: InterestTerms | null;
  readonly pool: Pool | null;
  readonly missing: readonly Missing[];
};
