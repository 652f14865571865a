import { byKeys } from '../../core/index.ts';
import type { Relations } from '../control-links.ts';
import type { RoleHypothesis } from '../types.ts';
import { collectors, controllers, launderers, nominees, underControl } from './own-conduct.ts';
import { landlords, processors, registeredAgents } from './positions.ts';
import type { NetworkDraft, RoleQuestion } from './role-question.ts';

const QUESTIONS: readonly RoleQuestion[] = [
  controllers,
  collectors,
  launderers,
  nominees,
  underControl,
  landlords,
  processors,
  registeredAgents,
];

/** All role hypotheses inside one network except facilitators, who are judged over all networks at once. */
export function rolesInside(relations: Relations, draft: NetworkDraft): RoleHypothesis[] {
  return QUESTIONS.flatMap((question) => question(relations, draft)).sort(
    byKeys(
      (item) => item.entity,
      (item) => item.role,
    ),
  );
}

export { facilitators } from './facilitators.ts';
export type { NetworkDraft } from './role-question.ts';
