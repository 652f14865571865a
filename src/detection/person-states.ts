import type { EntityId } from '../core/index.ts';
import type { Decision, PersonState } from '../facts/index.ts';
import { ACCUSING_ROLES, type CoercionScreen, type RoleHypothesis } from './types.ts';

export type PersonDecision = Extract<Decision, { readonly kind: 'person-state' }>;

/**
 * The latest decision about each entity that counts; a decision follows its party into the entity that now holds it. What
 * one person proposes and no second has confirmed changes nothing, and UNASSESSED takes an earlier word back: the screen
 * and the roles then speak again.
 */
export function latestDecisions(
  decisions: readonly Decision[],
  entityOf: ReadonlyMap<string, EntityId>,
): Map<EntityId, PersonDecision> {
  const latest = new Map<EntityId, PersonDecision>();
  for (const decision of decisions) {
    if (decision.kind !== 'person-state' || decision.confirmedBy === null) continue;
    const entity = entityOf.get(decision.party) ?? decision.entity;
    const known = latest.get(entity);
    if (known === undefined || decision.ordinal > known.ordinal) latest.set(entity, decision);
  }
  for (const [entity, { state }] of latest) if (state === 'UNASSESSED') latest.delete(entity);
  return latest;
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
