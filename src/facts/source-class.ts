import { sortedUnique } from '../core/index.ts';

/** How a record may be used (legal-and-evidence 3.1, 4). */
export const SOURCE_CLASSES = [
  'BOI_RESTRICTED',
  'BSA_LEAD_ONLY',
  'DERIVED',
  'PROCESS_OBTAINED',
  'PUBLIC_RECORD',
  'VICTIM_SUPPLIED',
] as const;
export type SourceClass = (typeof SOURCE_CLASSES)[number];

/** Classes that may stand in an evidence summary. DERIVED is admissible only through what it rests on. */
export const ADMISSIBLE_CLASSES: readonly SourceClass[] = ['PROCESS_OBTAINED', 'PUBLIC_RECORD', 'VICTIM_SUPPLIED'];

/** The classes whose very existence is confidential (31 USC 5318(g)(2); 31 USC 5336(c)). */
export const RESTRICTED_CLASSES: readonly SourceClass[] = ['BSA_LEAD_ONLY', 'BOI_RESTRICTED'];

/**
 * The firewall: whether something that rests on these classes may enter an outward export without BSA.
 * An empty set rests on nothing and is refused: a claim without a record is not evidence.
 */
export function isAdmissible(classes: readonly SourceClass[]): boolean {
  const stated = classes.filter((item) => item !== 'DERIVED');
  return stated.length > 0 && stated.every((item) => ADMISSIBLE_CLASSES.includes(item));
}

/** The classes a derived thing rests on: the union of those of its parts, sorted. */
export function joinClasses(...parts: readonly (readonly SourceClass[])[]): SourceClass[] {
  return sortedUnique(parts.flat());
}
