import type { EntityId, RecordId } from '../../core/index.ts';
import type { Relations } from '../control-links.ts';
import type { Core } from '../decisive/index.ts';
import type { Standing } from '../standing.ts';
import type { CoercionScreen, RoleHypothesis, RoleName } from '../types.ts';

/** A network before roles: who is in it, what decides it, and what the screen and the benefit facts say of each person. */
export type NetworkDraft = {
  readonly entities: readonly EntityId[];
  readonly members: ReadonlySet<string>;
  readonly cores: readonly Core[];
  readonly standings: ReadonlyMap<EntityId, Standing>;
  readonly screens: ReadonlyMap<EntityId, CoercionScreen>;
};

/** One kind of role in one network. */
export type RoleQuestion = (relations: Relations, draft: NetworkDraft) => readonly RoleHypothesis[];

export function role(
  entity: EntityId,
  name: RoleName,
  score: number,
  reasons: readonly { readonly text: string; readonly records: readonly RecordId[] }[],
): RoleHypothesis {
  return {
    entity,
    role: name,
    score,
    reasons: reasons.map((reason) => reason.text),
    records: [...new Set(reasons.flatMap((reason) => reason.records))].sort(),
  };
}
