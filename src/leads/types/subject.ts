import type { EntityId } from '../../core/index.ts';
import type { RoleName } from '../../detection/index.ts';
import type { PersonState } from '../../facts/index.ts';
import type { Statement } from './statement.ts';

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
