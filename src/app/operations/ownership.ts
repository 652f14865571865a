import { z } from 'zod';
import {
  type EntityId,
  err,
  failure,
  makeId,
  ok,
  operation,
  parseDate,
  type Result,
  type RunId,
  sha256Hex,
  shareTexts,
} from '../../core/index.ts';
import type { OwnershipAnswer } from '../../ownership/index.ts';
import { type Entity, searchName } from '../../resolution/index.ts';
import { DEFAULT_PARAMETERS, type PipelineResult, runPipeline } from '../analysis/pipeline.ts';
import type { AppOperation, OperationContext } from '../context.ts';
import { loadFacts } from '../facts-loader.ts';

const input = z.strictObject({
  entity: z.string().nullable().default(null),
  name: z.string().nullable().default(null),
  asOf: z
    .string()
    .refine((text) => parseDate(text).ok, 'is not a date YYYY-MM-DD that exists')
    .nullable()
    .default(null),
});
const output = z.record(z.string(), z.unknown());

function findEntity(entities: readonly Entity[], id: string | null, name: string | null): Result<Entity> {
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

function present(answer: OwnershipAnswer, names: ReadonlyMap<EntityId, readonly string[]>): Record<string, unknown> {
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

/** Ownership alone is no Run: it drafts no lead, so no id of a Run enters anything. */
const NO_RUN: RunId = makeId('run', []);

async function resolved(context: OperationContext, asOf: string | null): Promise<PipelineResult> {
  const facts = await loadFacts(context.read, context.cut);
  return runPipeline(
    facts,
    { ...DEFAULT_PARAMETERS, asOf, until: 'resolution' },
    { reference: context.reference, run: NO_RUN },
    () => undefined,
  );
}

/** Owners, interests, bounds and control of one entity on a date. */
export const ownershipOf: AppOperation<z.infer<typeof input>, z.infer<typeof output>> = operation({
  name: 'ownership',
  input,
  output,
  access: { action: 'result.read', mode: 'read', protectedData: true },
  // The log is read by people who read no content, so a name asked for enters it as its hash.
  key: ({ entity, name }) => entity ?? `name:${sha256Hex(searchName(name ?? ''))}`,
  run: async (context, { entity, name, asOf }) => {
    if ((entity === null) === (name === null))
      return err(failure('BAD_INPUT', 'ownership: give an entity id or --name, one of the two'));
    const { resolution, ownership } = await resolved(context, asOf);
    const found = findEntity(resolution.entities, entity, name);
    if (!found.ok) return found;
    const names = new Map(resolution.entities.map((item) => [item.id, item.names]));
    return ok(present(ownership.answer(found.value.id), names));
  },
});
