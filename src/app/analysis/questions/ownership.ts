import { type EntityId, err, failure, type Json, ok, type Result, shareTexts } from '../../../core/index.ts';
import type { Listed, Ofac50Answer, OwnershipAnswer } from '../../../ownership/index.ts';
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

type Names = ReadonlyMap<EntityId, readonly string[]>;

function presentListed(listed: Listed | null, names: Names): Json {
  if (listed === null) return null;
  const { how, entry, programs, records } = listed;
  return { how, entry, names: names.get(entry) ?? [], programs, records };
}

function presentOfac50({ blocked, share, unstated, listed, through }: Ofac50Answer, names: Names): Json {
  return {
    blocked,
    share: shareTexts(share),
    unstated: shareTexts(unstated),
    listed: presentListed(listed, names),
    through: through.map((step) => ({
      owner: step.owner,
      names: names.get(step.owner) ?? [],
      of: step.subject,
      share: shareTexts(step.share),
      sure: step.sure,
      listed: presentListed(step.listed, names),
      records: step.records,
    })),
  };
}

function present(answer: OwnershipAnswer, ofac50: Ofac50Answer, names: Names): Json {
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
    ofac50: presentOfac50(ofac50, names),
  };
}

export function answerOwnership({ result }: RunGround, question: OwnershipQuestion): Result<Json> {
  const { resolution, ownership } = result;
  const found = findEntity(resolution.entities, question);
  if (!found.ok) return found;
  const names = new Map(resolution.entities.map((item) => [item.id, item.names]));
  const { id } = found.value;
  return ok(present(ownership.answer(id), ownership.ofac50(id), names));
}
