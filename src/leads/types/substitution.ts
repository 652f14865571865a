import type { EntityId } from '../../core/index.ts';
import type { Statement } from './statement.ts';

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
