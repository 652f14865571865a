import { type EntityId, groupBy, sortedUnique } from '../core/index.ts';
import type { PersonState } from '../facts/index.ts';
import type { Relations } from './control-links.ts';
import { draftPeople, type JudgedCandidate } from './draft.ts';
import type { Assessed } from './network.ts';
import { latestDecisions, type PersonDecision, personState } from './person-states.ts';
import { facilitators, type NetworkDraft, rolesInside } from './roles/index.ts';
import { ACCUSING_ROLES, type CoercionScreen, type RoleHypothesis } from './types.ts';
import { isPerson } from './view.ts';

export type People = {
  readonly assessed: readonly Assessed[];
  readonly screens: ReadonlyMap<EntityId, CoercionScreen>;
  readonly states: ReadonlyMap<EntityId, PersonState>;
};

const PROTECTED: readonly PersonState[] = ['POSSIBLE_VICTIM', 'WITNESS', 'CLEARED', 'VICTIM_IDENTIFIED'];

/** One screen per person: a hit in any network counts, and the items of all networks are shown. */
function mergeScreens(drafts: readonly NetworkDraft[]): Map<EntityId, CoercionScreen> {
  const screens = new Map<EntityId, CoercionScreen>();
  for (const [person, screen] of drafts.flatMap((draft) => [...draft.screens])) {
    const known = screens.get(person) ?? { hit: false, items: [] };
    const fresh = screen.items.filter((item) => !known.items.some((old) => old.item === item.item));
    const items = [...known.items, ...fresh].sort((a, b) => a.item - b.item);
    screens.set(person, { hit: screen.hit || known.hit, items });
  }
  return screens;
}

/** Whoever is held a possible victim, a witness or cleared carries no accusing role; a reviewer's word comes first. */
function isProtected(
  entity: EntityId,
  decided: ReadonlyMap<EntityId, PersonDecision>,
  screens: ReadonlyMap<EntityId, CoercionScreen>,
): boolean {
  const state = decided.get(entity)?.state;
  return state === undefined ? screens.get(entity)?.hit === true : PROTECTED.includes(state);
}

/**
 * Control facts, coercion screen and roles of the people of flagged networks, in this order (interface 3). People of
 * networks that are not raised stay unassessed: nobody is screened without a reason.
 */
export function assessPeople(relations: Relations, judged: readonly JudgedCandidate[]): People {
  const { facts, resolution } = relations.view.input;
  const drafts = new Map(
    judged.filter((item) => item.verdict.flagged).map((item) => [item, draftPeople(relations, item)] as const),
  );
  const screens = mergeScreens([...drafts.values()]);
  const decided = latestDecisions(facts.decisions, resolution.entityOf);
  const serving = facilitators(relations, [...drafts.values()]);
  const assessed = judged.map((item): Assessed => {
    const draft = drafts.get(item) ?? null;
    if (draft === null) return { judged: item, draft, roles: [] };
    const outside = serving.filter((agent) => agent.networks.includes(draft)).map((agent) => agent.role);
    const roles = [...rolesInside(relations, draft), ...outside].filter(
      (role) => !(ACCUSING_ROLES.includes(role.role) && isProtected(role.entity, decided, screens)),
    );
    return { judged: item, draft, roles };
  });
  return { assessed, screens, states: statesOf(relations, assessed, screens, decided) };
}

function statesOf(
  relations: Relations,
  assessed: readonly Assessed[],
  screens: ReadonlyMap<EntityId, CoercionScreen>,
  decided: ReadonlyMap<EntityId, PersonDecision>,
): Map<EntityId, PersonState> {
  const roles = groupBy(
    assessed.flatMap((item) => item.roles),
    (role: RoleHypothesis) => role.entity,
  );
  // Someone decided about keeps the state also outside every network: an export of that person alone must stop on it.
  const members = assessed.flatMap((item) => item.judged.entities);
  const entities = sortedUnique([...members, ...roles.keys(), ...decided.keys()]);
  return new Map(
    entities
      .filter((entity) => isPerson(relations.view, entity))
      .map((entity) => [entity, personState(decided.get(entity), screens.get(entity), roles.get(entity) ?? [])]),
  );
}
