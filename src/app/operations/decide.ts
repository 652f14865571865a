import { z } from 'zod';
import {
  canonicalJson,
  type EntityId,
  err,
  failure,
  type Json,
  type JudgementId,
  makeId,
  ok,
  operation,
  type PartyId,
  sha256Hex,
} from '../../core/index.ts';
import { type Judgement, PERSON_STATES, type PersonState } from '../../facts/index.ts';
import type { AppOperation, OperationContext } from '../context.ts';
import { findResult, findRun, rowJson } from './results.ts';

const reason = z.string().trim().min(3).max(4000);
const done = z.object({ id: z.string(), takesEffect: z.string() });
type Done = z.infer<typeof done>;
const NEXT_RUN = 'with the next `redress analyze`';

const entityRow = z.looseObject({
  id: z.string(),
  kind: z.string(),
  mentions: z.array(z.looseObject({ party: z.string().transform((text) => text as PartyId), record: z.string() })),
});
type EntityView = z.infer<typeof entityRow>;

async function entityView(context: OperationContext, id: string): Promise<EntityView | null> {
  const head = await findRun(context, null);
  if (!head.ok) return null;
  const found = await findResult(context, head.value.run, id);
  return found?.kind === 'entity' ? entityRow.parse(rowJson(found.row)) : null;
}

async function saveJudgement(
  context: OperationContext,
  verdict: Judgement['verdict'],
  pair: readonly [PartyId, PartyId],
  why: string,
): Promise<Done> {
  const [left, right] = pair[0] < pair[1] ? pair : [pair[1], pair[0]];
  const { judgements } = await context.read.judgements(context.cut);
  const ordinal = judgements.length + 1;
  const id: JudgementId = makeId('jdg', [left, right, verdict, ordinal]);
  const judgement: Judgement = {
    id,
    verdict,
    left,
    right,
    reason: why,
    actor: context.viewer.actor.name,
    ordinal,
    classes: context.cut.classes,
  };
  await context.write(id, { verdict, left, right }, (writer) => writer.judge(judgement));
  return { id, takesEffect: NEXT_RUN };
}

const judgeInput = z.strictObject({
  left: z.string(),
  right: z.string(),
  verdict: z.enum(['same', 'different', 'unsure']),
  reason,
});

/** A person says whether two entities are one. The log keeps every act; the latest of a pair counts. */
export const judge: AppOperation<z.infer<typeof judgeInput>, Done> = operation({
  name: 'judge',
  input: judgeInput,
  output: done,
  access: { action: 'judge', mode: 'write', protectedData: true },
  key: (input) => sha256Hex(canonicalJson(input)),
  run: async (context, { left, right, verdict, reason: why }) => {
    const a = (await entityView(context, left))?.mentions[0];
    const b = (await entityView(context, right))?.mentions[0];
    if (a === undefined || b === undefined)
      return err(failure('NOT_FOUND', 'one of the two entities is not in the current Run'));
    return ok(await saveJudgement(context, verdict, [a.party, b.party], why));
  },
});

const unmergeInput = z.strictObject({
  entity: z.string(),
  record: z.string(),
  reason: reason.default('unmerged by hand'),
});

/** Takes the mentions of one record out of an entity: a `different` judgement against each party that stays. */
export const unmerge: AppOperation<z.infer<typeof unmergeInput>, Done> = operation({
  name: 'unmerge',
  input: unmergeInput,
  output: done,
  access: { action: 'judge', mode: 'write', protectedData: true },
  key: (input) => sha256Hex(canonicalJson(input)),
  run: async (context, { entity, record, reason: why }) => {
    const view = await entityView(context, entity);
    const leaving = view?.mentions.find((mention) => mention.record === record);
    const staying = view?.mentions.filter((mention) => mention.record !== record) ?? [];
    const first = staying[0];
    if (leaving === undefined || first === undefined)
      return err(failure('NOT_FOUND', `${entity} has no mention in ${record} beside others`));
    let last = await saveJudgement(context, 'different', [leaving.party, first.party], why);
    for (const mention of staying.slice(1))
      last = await saveJudgement(context, 'different', [leaving.party, mention.party], why);
    return ok(last);
  },
});

const personInput = z.strictObject({ entity: z.string(), state: z.enum(PERSON_STATES), reason });

/** The states that two named people reach together (legal-and-evidence 6.2). */
const TWO_PERSON: readonly PersonState[] = ['SUBJECT', 'VICTIM_IDENTIFIED', 'VICTIM_AND_CHARGED'];

/**
 * Moves a person's role state. One person proposes; the two-person states count only once a second person, with another
 * key, has said the same.
 */
export const personState: AppOperation<z.infer<typeof personInput>, Done> = operation({
  name: 'person.state',
  input: personInput,
  output: done,
  access: { action: 'person.propose', mode: 'write', protectedData: true },
  key: (input) => sha256Hex(canonicalJson(input)),
  run: async (context, { entity, state, reason: why }) => {
    const view = await entityView(context, entity);
    const party = view?.mentions[0]?.party;
    if (view === null || party === undefined || view.kind !== 'person')
      return err(failure('NOT_FOUND', `there is no person ${entity} in the current Run`));
    const { decisions } = await context.read.judgements(context.cut);
    const earlier = decisions.findLast((item) => item.kind === 'person-state' && item.party === party);
    const proposal = earlier?.kind === 'person-state' && earlier.state === state ? earlier : null;
    const actor = context.viewer.actor.name;
    const twoPerson = TWO_PERSON.includes(state);
    if (twoPerson && proposal?.actor === actor)
      return err(failure('SAME_PERSON', `${actor} proposed this state and cannot confirm it`));
    const decision = {
      kind: 'person-state' as const,
      party,
      entity: view.id as EntityId,
      state,
      reason: why,
      actor,
      confirmedBy: twoPerson ? (proposal?.actor ?? null) : actor,
      ordinal: decisions.length + 1,
      classes: context.cut.classes,
    };
    const id = makeId('jdg', [party, state, decision.ordinal]);
    const details: Json = { state, confirmed: decision.confirmedBy !== null };
    await context.write(id, details, (writer) => writer.decide(decision));
    return ok({ id, takesEffect: decision.confirmedBy === null ? 'after a second person confirms it' : NEXT_RUN });
  },
});
