import type { FindingId, Json, RecordId } from '../core/index.ts';
import type { SourceClass } from './source-class.ts';

/** Indicator families of detection 1.3, and D for data findings, which never score. */
export type Family = 'C' | 'F' | 'P' | 'L' | 'N' | 'B' | 'W' | 'V' | 'D';

/** One hit of a rule: enough to repeat the computation and to argue against it. */
export type Finding = {
  readonly id: FindingId;
  readonly rule: string;
  readonly ruleVersion: string;
  readonly family: Family;
  readonly kind: 'indicator' | 'pattern' | 'role' | 'network' | 'data';
  readonly subjects: readonly string[];
  readonly window: { readonly from: string | null; readonly to: string | null };
  readonly value: string;
  readonly threshold: string;
  readonly thresholdSource: 'source' | 'default';
  readonly inputs: { readonly [key: string]: Json };
  readonly records: readonly RecordId[];
  readonly innocentExplanation: string;
  readonly counterEvidence: readonly string[];
  readonly severity: string;
  readonly classes: readonly SourceClass[];
};
