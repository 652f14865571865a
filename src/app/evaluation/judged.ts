import type { EntityId, PartyId } from '../../core/index.ts';
import type { FactSet } from '../../facts/index.ts';
import type { PipelineResult } from '../analysis/pipeline.ts';
import { majorityKeys, trueKeys } from './true-keys.ts';
import type { Truth } from './truth.ts';

/** A Run beside the truth: who each Party and each Entity really is, by key of the truth. */
export type Judged = {
  readonly truth: Truth;
  readonly result: PipelineResult;
  readonly parties: ReadonlyMap<PartyId, string>;
  readonly keyOf: ReadonlyMap<EntityId, string>;
};

export function judgedRun(truth: Truth, facts: FactSet, result: PipelineResult): Judged {
  const parties = trueKeys(truth, facts);
  return { truth, result, parties, keyOf: majorityKeys(result.resolution, parties) };
}

/** The key of whom an Entity is; an Entity that is nobody of the truth is nobody else's match. */
export function keyFor({ keyOf }: Pick<Judged, 'keyOf'>, entity: EntityId): string {
  return keyOf.get(entity) ?? `unknown ${entity}`;
}
