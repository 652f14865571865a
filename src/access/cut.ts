import type { Sha256 } from '../core/index.ts';
import { ADMISSIBLE_CLASSES, SOURCE_CLASSES, type SourceClass } from '../facts/index.ts';

/**
 * The home restricted to what may be seen: every read of the store names one, so that counts, paths and scores come
 * from the visible records only. `sources` null means all sealed Sources; a Run fixes the list at its start.
 */
export type Cut = {
  readonly classes: readonly SourceClass[];
  readonly compartments: readonly string[] | 'all';
  readonly sources: readonly Sha256[] | null;
};

/** The admissible part of a cut: what an evidence summary may rest on (interface 4). */
export function admissiblePart(cut: Cut): Cut {
  return { ...cut, classes: cut.classes.filter((item) => ADMISSIBLE_CLASSES.includes(item)) };
}

/** Everything: for maintenance and tests, never for a person's read. */
export const WHOLE_HOME: Cut = { classes: SOURCE_CLASSES, compartments: 'all', sources: null };
