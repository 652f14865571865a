import type { FindingId, RecordId } from '../../core/index.ts';
import type { TraceMethod } from '../../tracing/index.ts';

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
