import type { AssetId, RecordId } from '../../core/index.ts';
import type { VictimResult } from '../../restitution/index.ts';
import type { Statement } from './statement.ts';

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
