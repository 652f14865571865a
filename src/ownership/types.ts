import type { DateText, EntityId, RecordId, Share } from '../core/index.ts';
import type { Finding } from '../facts/index.ts';
import type { Ofac50Answer } from './ofac50.ts';

/** A direct edge in force on the date: who holds how much of whom, in which class of interest. */
export type OwnershipEdge = {
  readonly owner: EntityId;
  readonly subject: EntityId;
  readonly economic: Share | null;
  readonly voting: Share | null;
  /** The interest types that the edge rests on, sorted and joined by ", "; "declared indirect …" for a chain's total. */
  readonly basis: string;
  readonly records: readonly RecordId[];
};

export type PathStep = { readonly holding: string; readonly share: Share; readonly record: RecordId };

export type OwnerAnswer = {
  readonly entity: EntityId;
  readonly intermediate: boolean;
  readonly economic: Share;
  /** Votes in the hand of this owner and the companies it controls; null where no record states votes. */
  readonly voting: Share | null;
  readonly control: 'sole' | 'joint' | 'none' | 'unknown';
  readonly paths: readonly (readonly PathStep[])[];
};

export type OwnershipAnswer = {
  readonly entity: EntityId;
  readonly asOf: DateText;
  /** Order: ultimate owners first, then by least economic share from the top, then id. */
  readonly owners: readonly OwnerAnswer[];
  /** What no record attributes: unknown is not zero. */
  readonly unknown: Share;
  readonly cycles: readonly (readonly EntityId[])[];
  readonly nominees: readonly EntityId[];
};

/** Ownership and control of a resolved home on one date. */
export type Ownership = {
  readonly asOf: DateText;
  readonly edges: readonly OwnershipEdge[];
  readonly answer: (entity: EntityId) => OwnershipAnswer;
  /** Whether the entity is blocked by OFAC's 50 percent rule on the date. */
  readonly ofac50: (entity: EntityId) => Ofac50Answer;
  /** What is wrong or contradictory in the statements; order: id. */
  readonly findings: readonly Finding[];
};
