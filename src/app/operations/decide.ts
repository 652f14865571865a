import { z } from 'zod';
import { authorize, requireSecondPerson } from '../../access/index.ts';
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
  type Result,
  sha256Hex,
  sortedUnique,
} from '../../core/index.ts';
import { type Judgement, PERSON_STATES, type PersonState } from '../../facts/index.ts';
import type { AppOperation, OperationContext } from '../context.ts';
import { decisionsAbout, HELD, heldByWord, type PersonDecision, signDecision, TWO_PERSON } from '../decisions.ts';
import { actingPerson } from './lead.ts';
import { findResult, findRun, rowJson } from './results.ts';

const reason = z.string().trim().min(3).max(4000);
const done = z.object({ id: z.string(), takesEffect: z.string() });
type Done = z.infer<typeof done>;
const NEXT_RUN = 'with the next `redress analyze`';

const entityRow = z.looseObject({
  id: z.string(),
  kind: z.string(),
  personState: z.string().optional(),
  coercionScreen: z.looseObject({ hit: z.boolean() }).optional(),
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
    if (a.party === b.party)
      return err(failure('BAD_INPUT', 'judge: both ids are of one entity; `redress unmerge` takes a record out of it'));
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
type PersonInput = z.infer<typeof personInput>;

/**
 * Whether one word is not enough: for the states above, and for whatever takes protection from a possible victim, which
 * would let their name leave the house (R17).
 */
async function needsTwo({ read, cut }: OperationContext, view: EntityView, state: PersonState): Promise<boolean> {
  if (TWO_PERSON.includes(state)) return true;
  if (HELD.includes(state)) return false;
  const { decisions } = await read.judgements(cut);
  return view.coercionScreen?.hit === true || HELD.includes(view.personState ?? '') || heldByWord(decisions)(view);
}

/** The proposal that the acting person would confirm: the latest word about this person, when it is this state. */
async function openProposal(
  context: OperationContext,
  party: PartyId,
  state: PersonState,
): Promise<PersonDecision | null> {
  const { decisions } = await context.read.judgements(context.cut);
  const latest = decisions.findLast(
    (item): item is PersonDecision => item.kind === 'person-state' && item.party === party,
  );
  return latest?.state === state && latest.confirmedBy === null ? latest : null;
}

/** Who stands beside the acting person: themselves where one is enough, the proposer, or nobody yet. */
function confirmation(
  context: OperationContext,
  proposal: PersonDecision | null,
  isForTwo: boolean,
): Result<string | null> {
  const { viewer } = context;
  if (!isForTwo || proposal === null) {
    const allowed = authorize(viewer, 'person.propose');
    return allowed.ok ? ok(isForTwo ? null : viewer.actor.name) : allowed;
  }
  const second = requireSecondPerson({ name: proposal.actor, keyId: proposal.keyId ?? '' }, actingPerson(context));
  if (!second.ok) return second;
  const allowed = authorize(viewer, 'person.confirm');
  return allowed.ok ? ok(proposal.actor) : allowed;
}

/** The decision signed with the acting person's own key, like every act of the two-person rule (interface 1). */
async function signedState(
  context: OperationContext,
  view: EntityView,
  said: Pick<PersonDecision, 'party' | 'entity' | 'state' | 'reason' | 'confirmedBy'>,
): Promise<PersonDecision> {
  const { decisions } = await context.read.judgements(context.cut);
  const others = decisionsAbout(decisions)(view).flatMap(({ party }) => (party === said.party ? [] : [party]));
  const decision: PersonDecision = {
    kind: 'person-state',
    ...said,
    ...(others.length === 0 ? {} : { answers: sortedUnique(others) }),
    actor: context.viewer.actor.name,
    ordinal: decisions.length + 1,
    atMicros: context.clock.nowMicros(),
    classes: context.cut.classes,
  };
  return signDecision(decision, context.signer);
}

/**
 * Moves a person's role state. One person proposes; what two people decide together counts only once a second one who may
 * confirm, with another name and another key, has said the same.
 */
export const personState: AppOperation<PersonInput, Done> = operation({
  name: 'person.state',
  input: personInput,
  output: done,
  access: { action: 'result.read', mode: 'write', protectedData: true },
  key: (input) => sha256Hex(canonicalJson(input)),
  run: async (context, { entity, state, reason: why }) => {
    const view = await entityView(context, entity);
    const party = view?.mentions[0]?.party;
    if (view === null || party === undefined || view.kind !== 'person')
      return err(failure('NOT_FOUND', `there is no person ${entity} in the current Run`));
    const isForTwo = await needsTwo(context, view, state);
    const confirmed = confirmation(context, await openProposal(context, party, state), isForTwo);
    if (!confirmed.ok) return confirmed;
    const decision = await signedState(context, view, {
      party,
      entity: view.id as EntityId,
      state,
      reason: why,
      confirmedBy: confirmed.value,
    });
    const id = makeId('jdg', [party, state, decision.ordinal]);
    const details: Json = { state, confirmed: decision.confirmedBy !== null };
    await context.write(id, details, (writer) => writer.decide(decision));
    return ok({ id, takesEffect: decision.confirmedBy === null ? 'after a second person confirms it' : NEXT_RUN });
  },
});
