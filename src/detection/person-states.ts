import type { EntityId } from '../core/index.ts';
import type { Decision, PersonState } from '../facts/index.ts';
import { ACCUSING_ROLES, type CoercionScreen, type RoleHypothesis } from './types.ts';

export type PersonDecision = Extract<Decision, { readonly kind: 'person-state' }>;

/** The states of whom the house holds for a possible victim. */
const HELD: readonly PersonState[] = ['POSSIBLE_VICTIM', 'VICTIM_IDENTIFIED', 'VICTIM_AND_CHARGED'];

/** Whether a decision is about what another was about: the same party, or one that it says it answers. */
function isAnswered(earlier: PersonDecision, { party, answers = [], ordinal }: PersonDecision): boolean {
  return ordinal > earlier.ordinal && (party === earlier.party || answers.includes(earlier.party));
}

/**
 * The decision that stands about one person, among those about any of their parties: the latest, but for a word that
 * protects. That stays until a later one about the same party, or one that answers it: when two mentions turn out to be
 * one person, what was said of the one before takes no protection from the other.
 */
export function standingDecision(about: readonly PersonDecision[]): PersonDecision | undefined {
  const inOrder = about.filter(({ confirmedBy }) => confirmedBy !== null).sort((a, b) => a.ordinal - b.ordinal);
  const protecting = inOrder.filter(
    (item) => HELD.includes(item.state) && !inOrder.some((later) => isAnswered(item, later)),
  );
  return protecting.at(-1) ?? inOrder.at(-1);
}

/**
 * The decision about each entity that counts; a decision follows its party into the entity that now holds it. What one
 * person proposes and no second has confirmed changes nothing, and UNASSESSED takes an earlier word back: the screen and
 * the roles then speak again.
 */
export function latestDecisions(
  decisions: readonly Decision[],
  entityOf: ReadonlyMap<string, EntityId>,
): Map<EntityId, PersonDecision> {
  const about = new Map<EntityId, PersonDecision[]>();
  for (const decision of decisions) {
    if (decision.kind !== 'person-state') continue;
    const entity = entityOf.get(decision.party) ?? decision.entity;
    about.set(entity, [...(about.get(entity) ?? []), decision]);
  }
  const standing = new Map<EntityId, PersonDecision>();
  for (const [entity, group] of about) {
    const decision = standingDecision(group);
    if (decision !== undefined && decision.state !== 'UNASSESSED') standing.set(entity, decision);
  }
  return standing;
}

/**
 * The state of a person: what a reviewer decided, else what the screen and the roles propose. No automatic step yields
 * SUBJECT, VICTIM_IDENTIFIED or VICTIM_AND_CHARGED (legal-and-evidence 6.2).
 */
export function personState(
  decision: PersonDecision | undefined,
  screen: CoercionScreen | undefined,
  roles: readonly RoleHypothesis[],
): PersonState {
  if (decision !== undefined) return decision.state;
  if (screen?.hit) return 'POSSIBLE_VICTIM';
  if (roles.some((item) => item.role === 'facilitator')) return 'FACILITATOR_CANDIDATE';
  return roles.some((item) => ACCUSING_ROLES.includes(item.role)) ? 'SUBJECT_CANDIDATE' : 'UNASSESSED';
}
