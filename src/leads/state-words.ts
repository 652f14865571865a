import type { PersonState } from '../facts/index.ts';

const WORDS: Readonly<Record<PersonState, string>> = {
  UNASSESSED: 'not assessed',
  POSSIBLE_VICTIM: 'possible victim',
  SUBJECT_CANDIDATE: 'candidate for review as a subject',
  FACILITATOR_CANDIDATE: 'candidate for review as a facilitator',
  WITNESS: 'witness',
  CLEARED: 'cleared',
  SUBJECT: 'subject, by the decision of two people',
  VICTIM_IDENTIFIED: 'identified victim, by the decision of two people',
  VICTIM_AND_CHARGED: 'identified victim who is charged, by the decision of two people',
};

/** A state of legal-and-evidence 6.2 in words. */
export function stateWords(state: PersonState): string {
  return WORDS[state];
}
