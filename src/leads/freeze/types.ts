import type { DateText, RecordId } from '../../core/index.ts';
import type { Statement } from '../types/statement.ts';

/**
 * Least and most hours between an event and the as-of date of the Run. Records often know the day alone, and a Run knows
 * only its as-of date, so an exact number of hours would be invented.
 */
export type HourSpan = readonly [number, number];

/** Where account money becomes hard to follow: notes, coin of a chain, a card, an institution abroad. */
export type CashOutPoint = 'cash' | 'crypto' | 'prepaid' | 'foreign institution';

/** What left in the last `days` days to the as-of date, against the last stated balance. */
export type Velocity = {
  readonly days: number;
  readonly outflow: string;
  /** Outflow by day, half up to the currency's minor unit. */
  readonly perDay: string;
  /** Days until the stated balance is gone at this pace, one decimal, cut; null without a balance or an outflow. */
  readonly daysToEmpty: string | null;
  readonly records: readonly RecordId[];
};

/** A traced wire and the 72 hours in which a recall may be asked for (FinCEN Rapid Response, FIN-2022-FCT1). */
export type Recall = {
  readonly date: string;
  readonly amount: string;
  /** The part of it that is claimed, under the method of the asset. */
  readonly claimed: string;
  /** First and last instant at which the 72 hours can end. */
  readonly expires: readonly [string, string];
  readonly state: 'open' | 'may be open' | 'closed';
  readonly records: readonly RecordId[];
};

/** A restraint or seizure that an outcome states, and the clock that runs from it. */
export type Hold = {
  readonly type: 'tro' | 'restraint' | 'seizure' | 'forfeiture';
  readonly reference: string;
  readonly from: string;
  readonly clock: string | null;
  readonly authority: string | null;
  /** The day on which the clock runs out unless a court extends it; null when none runs. */
  readonly due: DateText | null;
  readonly state: 'standing' | 'ends within 7 days' | 'ended unless extended';
  readonly records: readonly RecordId[];
};

export type FreezeAlert = Statement & { readonly code: 'LEFT_PERIMETER' | 'REAPPEARED' };

/** How much time is left to hold what an account has (peers 4, 6). Amounts are decimal text in `currency`. */
export type FreezeClock = {
  readonly asOf: string;
  readonly currency: string;
  readonly lastInflow: {
    readonly date: string;
    readonly amount: string;
    readonly hoursSince: HourSpan;
    readonly records: readonly RecordId[];
  } | null;
  readonly velocity: readonly Velocity[];
  readonly cashOuts: readonly {
    readonly point: CashOutPoint;
    readonly count: number;
    readonly total: string;
    readonly lastDate: string;
    readonly records: readonly RecordId[];
  }[];
  /** The latest traced wires, the newest first; `recallsLeftOut` more are older. */
  readonly recalls: readonly Recall[];
  readonly recallsLeftOut: number;
  readonly holds: readonly Hold[];
  /** The latest of each kind; `alertsLeftOut` more are older. */
  readonly alerts: readonly FreezeAlert[];
  readonly alertsLeftOut: number;
  /** The same in plain sentences, the most urgent first. */
  readonly sentences: readonly Statement[];
};
