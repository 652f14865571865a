import { type EntityId, err, failure, type Json, ok, type Result, shareTexts } from '../../../core/index.ts';
import type { OwnershipAnswer } from '../../../ownership/index.ts';
import { type Entity, searchName } from '../../../resolution/index.ts';
import type { RunGround } from './question.ts';

/** One entity by its id, or by a name that only one entity has. */
export type OwnershipQuestion = {
  readonly kind: 'ownership';
  readonly entity: string | null;
  readonly name: string | null;
};

function findEntity(entities: readonly Entity[], { entity: id, name }: OwnershipQuestion): Result<Entity> {
  const wanted = name === null ? null : searchName(name);
  const hits = entities.filter(
    (entity) => entity.id === id || (wanted !== null && entity.names.some((item) => searchName(item) === wanted)),
  );
  const [first, second] = hits;
  if (first === undefined) return err(failure('NOT_FOUND', `there is no entity ${id ?? `named "${name}"`}`));
  if (second !== undefined)
    return err(
      failure('CONFLICT', `${hits.length} entities are named "${name}": ${hits.map((hit) => hit.id).join(', ')}`),
    );
  return ok(first);
}

function present(answer: OwnershipAnswer, names: ReadonlyMap<EntityId, readonly string[]>): Json {
  return {
    entity: answer.entity,
    names: names.get(answer.entity) ?? [],
    asOf: answer.asOf,
    owners: answer.owners.map((owner) => ({
      entity: owner.entity,
      names: names.get(owner.entity) ?? [],
      intermediate: owner.intermediate,
      economic: shareTexts(owner.economic),
      voting: owner.voting === null ? null : shareTexts(owner.voting),
      control: owner.control,
      paths: owner.paths.map((path) =>
        path.map(({ holding, share, record }) => ({ holding, share: shareTexts(share), record })),
      ),
    })),
    unknown: shareTexts(answer.unknown),
    cycles: answer.cycles,
    nominees: answer.nominees,
    // No sanctions list is read in this version, so nothing can be said about the 50 percent rule.
    ofac50: { blocked: 'unknown', share: shareTexts({ lo: 0, hi: 100 }), through: [] },
  };
}

export function answerOwnership({ result }: RunGround, question: OwnershipQuestion): Result<Json> {
  const { resolution, ownership } = result;
  const found = findEntity(resolution.entities, question);
  if (!found.ok) return found;
  const names = new Map(resolution.entities.map((item) => [item.id, item.names]));
  return ok(present(ownership.answer(found.value.id), names));
}
