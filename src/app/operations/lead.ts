import { z } from 'zod';
import { type Actor, authorize } from '../../access/index.ts';
import {
  canonicalJson,
  type DateText,
  dateOfMicros,
  err,
  failure,
  type Json,
  makeId,
  ok,
  operation,
  type Result,
  sha256Hex,
  sortedUnique,
} from '../../core/index.ts';
import type { ReleaseTerms } from '../../facts/index.ts';
import { FSEC_WARNING, leadStatus, type ReleaseRow, recipientsOf, releaseLog, transition } from '../../leads/index.ts';
import { DEFAULT_PARAMETERS, type RunParameters } from '../analysis/pipeline.ts';
import type { AppOperation, OperationContext } from '../context.ts';
import { ACTION_OF_ACT, type LeadDecision, signDecision } from '../decisions.ts';
import { factBlocks } from '../facts-loader.ts';
import { deconflictLead, leadCheck } from './deconflict.ts';
import { leadOfAnyRun, logGround, releaseInput, termsOf } from './release.ts';
import { findResult, findRun, type RunHead, rowJson, standingLead } from './results.ts';

const ACTS = ['submit', 'approve', 'reject', 'return', 'release', 'recall'] as const;

type ReadLead = {
  /** As it stands: with the status that people's decisions give it. */
  readonly lead: Record<string, Json>;
  readonly drafted: string;
  readonly decisions: LeadDecision[];
};

async function withDecisions(context: OperationContext, id: string, row: Json): Promise<ReadLead> {
  const { decisions } = await context.read.judgements(context.cut);
  const own = decisions.filter((item): item is LeadDecision => item.kind === 'lead-transition' && item.lead === id);
  return { lead: standingLead(row, own), drafted: String((row as { status?: Json }).status), decisions: own };
}

/** A lead of the current Run with the status that people's decisions give it. */
export async function readLead(context: OperationContext, id: string): Promise<Result<ReadLead>> {
  const head = await findRun(context, null);
  if (!head.ok) return head;
  const found = await findResult(context, head.value.run, id);
  if (found?.kind !== 'lead') return err(failure('NOT_FOUND', `there is no lead ${id} in the current Run`));
  return ok(await withDecisions(context, id, rowJson(found.row)));
}

/** A lead of whatever Run drafted it: what was released is recalled though the home was analysed again since. */
async function readAnyLead(context: OperationContext, id: string): Promise<Result<ReadLead>> {
  const current = await readLead(context, id);
  if (current.ok) return current;
  const row = await leadOfAnyRun(context, id);
  return row === null ? current : ok(await withDecisions(context, id, row));
}

const showInput = z.strictObject({ lead: z.string() });
const showOutput = z.record(z.string(), z.unknown());

export const leadShow: AppOperation<z.infer<typeof showInput>, z.infer<typeof showOutput>> = operation({
  name: 'lead.show',
  input: showInput,
  output: showOutput,
  access: { action: 'result.read', mode: 'read', protectedData: true },
  key: ({ lead }) => lead,
  run: async (context, { lead }) => {
    const found = await readAnyLead(context, lead);
    if (!found.ok) return found;
    return ok({
      ...found.value.lead,
      decisions: found.value.decisions.map(({ act, actor, reason, keyId, release = null }) => ({
        ...{ act, actor, reason, keyId },
        ...(release === null ? {} : { release, expired: release.expires <= today(context) }),
      })),
    });
  },
});

const moveInput = z.strictObject({
  lead: z.string(),
  act: z.enum(ACTS),
  reason: z.string().trim().min(3).max(4000),
  /** With `release`: to whom. Without, the lead is opened and nothing is handed over until an export names somebody. */
  release: releaseInput.nullable().optional(),
});
type MoveInput = z.infer<typeof moveInput>;
const moveOutput = z.object({
  lead: z.string(),
  status: z.string(),
  release: z.record(z.string(), z.unknown()).optional(),
  warning: z.string().optional(),
  /** With `release`: which other agencies hold the same. */
  deconfliction: leadCheck.optional(),
  /** With `recall`: everyone who holds a version and is to be told. */
  recipients: z.array(z.object({ agency: z.string(), person: z.string() })).optional(),
});
type MoveOutput = z.infer<typeof moveOutput>;

/**
 * Moves a lead. Each act is signed with the acting person's own key; whoever submitted a lead never approves it, by
 * name or by key (legal-and-evidence 4.4). A release states to whom and how; a recall names everyone it must reach.
 */
export const leadMove: AppOperation<MoveInput, MoveOutput> = operation({
  name: 'lead.move',
  input: moveInput,
  output: moveOutput,
  access: { action: 'result.read', mode: 'write', protectedData: true },
  key: (input) => sha256Hex(canonicalJson({ ...input, release: input.release ?? null })),
  run: async (context, input) => {
    const allowed = authorize(context.viewer, ACTION_OF_ACT[input.act]);
    if (!allowed.ok) return allowed;
    if (input.act === 'recall') return recall(context, input);
    const found = await readLead(context, input.lead);
    if (!found.ok) return found;
    const status = nextStatus(context, found.value, input);
    if (!status.ok) return status;
    const terms =
      input.act === 'release' ? await termsOf(context, { ...found.value, release: input.release ?? null }) : ok(null);
    if (!terms.ok) return terms;
    if (terms.value === null) {
      await decide(context, input, {});
      return ok({ lead: input.lead, status: status.value });
    }
    const deconfliction = await deconflictLead(context, found.value.lead);
    await decide(context, input, { release: terms.value });
    return ok({ lead: input.lead, status: status.value, ...told(terms.value), deconfliction });
  },
});

function told(terms: ReleaseTerms): Partial<MoveOutput> {
  return { release: { ...terms }, ...(terms.variant === 'bsa' ? { warning: FSEC_WARNING } : {}) };
}

/** The status after the act, or why it is refused. A second release needs somebody to release to. */
function nextStatus(context: OperationContext, found: ReadLead, { act, release }: MoveInput): Result<string> {
  const { name, keyId } = actingPerson(context);
  const moved = transition(found.drafted, found.decisions, { act, actor: name, keyId });
  const { status } = found.lead;
  if (!moved.ok || moved.value !== status || (release ?? null) !== null) return moved;
  return err(failure('CONFLICT', `a lead that is ${status} cannot be moved by "${act}"`));
}

/** Versions of a lead other than itself that still stand as released: a recall moves them with it. */
async function otherVersions(context: OperationContext, rows: readonly ReleaseRow[], lead: string): Promise<string[]> {
  const { decisions } = await context.read.judgements(context.cut);
  const others = sortedUnique(rows.map(({ packageId }) => packageId)).filter((id) => id !== lead);
  return others.filter((id) => {
    const own = decisions.filter((item): item is LeadDecision => item.kind === 'lead-transition' && item.lead === id);
    return leadStatus('DRAFT', own) === 'RELEASED';
  });
}

/** Calls back every version of a lead; any one person who may release may halt it (legal-and-evidence 6.3). */
async function recall(context: OperationContext, { lead, reason }: MoveInput): Promise<Result<MoveOutput>> {
  // Releases made with BSA material in view are not shown in the view without it, and their recipients would be missed.
  if (context.viewer.view === 'no-bsa')
    return err(failure('BAD_INPUT', 'a recall must reach everyone who holds a version: make it without --view no-bsa'));
  const found = await readAnyLead(context, lead);
  if (!found.ok) return found;
  const rows = releaseLog(lead, await logGround(context));
  const recipients = recipientsOf(rows);
  const status = leadStatus(found.value.drafted, [...found.value.decisions, { act: 'recall' }]);
  if (recipients.length === 0 && status === found.value.lead.status)
    return err(failure('CONFLICT', `nothing of ${lead} is out, and a lead that is ${status} cannot be recalled`));
  for (const version of [lead, ...(await otherVersions(context, rows, lead))])
    await decide(context, { lead: version, act: 'recall', reason }, {});
  return ok({ lead, status, recipients });
}

/** The acting person by the key that really signs: an actor's file may state another than the key file beside it. */
export function actingPerson({ viewer, signer }: Pick<OperationContext, 'viewer' | 'signer'>): Actor {
  return { ...viewer.actor, keyId: signer.keyId };
}

function today({ clock }: Pick<OperationContext, 'clock'>): DateText {
  return dateOfMicros(clock.nowMicros());
}

type Act = Pick<LeadDecision, 'lead' | 'act' | 'reason'>;

/** Signs the act and writes it; what stands in the log of it is ids and the recipient's office, never content. */
async function decide(
  context: OperationContext,
  { lead, act, reason }: Act,
  stated: Pick<LeadDecision, 'release' | 'network'>,
): Promise<void> {
  const { decisions } = await context.read.judgements(context.cut);
  // A clock that is behind another machine's must not place an act before the one that it answers.
  const earlier = decisions.flatMap((item) =>
    item.kind === 'lead-transition' && item.lead === lead ? item.atMicros : [],
  );
  const decision: LeadDecision = {
    kind: 'lead-transition',
    ...{ lead, act, reason },
    ...stated,
    actor: context.viewer.actor.name,
    keyId: context.signer.keyId,
    signature: '',
    ordinal: decisions.length + 1,
    atMicros: Math.max(context.clock.nowMicros(), ...earlier),
    classes: context.cut.classes,
  };
  const signed = signDecision(decision, context.signer);
  const to = stated.release === undefined ? {} : { agency: stated.release.to.agency, version: stated.release.version };
  await context.write(lead, { act, ...to }, (writer) => writer.decide(signed));
}

const buildInput = z.strictObject({ network: z.string(), reason: z.string().trim().min(3).max(4000) });
const buildOutput = z.object({ lead: z.record(z.string(), z.unknown()), takesEffect: z.string() });
type BuildOutput = z.infer<typeof buildOutput>;

/**
 * The lead of a network. One that no rule flagged is drafted at once to be read, and the wish for it is a decision of a
 * person, so that the next Run drafts it and people can move it.
 */
export const leadBuild: AppOperation<z.infer<typeof buildInput>, BuildOutput> = operation({
  name: 'lead.build',
  input: buildInput,
  output: buildOutput,
  access: { action: 'lead.draft', mode: 'write', protectedData: true },
  key: (input) => sha256Hex(canonicalJson(input)),
  run: async (context, { network, reason }) => {
    const head = await findRun(context, null);
    if (!head.ok) return head;
    const found = await findResult(context, head.value.run, network);
    if (found?.kind !== 'network') return err(failure('NOT_FOUND', `there is no network ${network}`));
    const id = makeId('led', [network, head.value.run]);
    const drafted = await readLead(context, id);
    if (drafted.ok) return ok({ lead: { id, status: drafted.value.lead.status }, takesEffect: 'now' });
    const facts = factBlocks(context.read, context.cut);
    const question = { kind: 'lead-draft', network, run: head.value.run } as const;
    const draft = await context.engine.answer(facts, parametersOf(head.value), question);
    if (!draft.ok) return draft;
    await decide(context, { lead: id, act: 'build', reason }, { network });
    return ok({ lead: draft.value as BuildOutput['lead'], takesEffect: 'with the next `redress analyze`' });
  },
});

/** The parameters of a Run, for a question that is asked of the same Run again. */
export function parametersOf({ parameters }: RunHead): RunParameters {
  return { ...DEFAULT_PARAMETERS, ...(parameters as Partial<RunParameters>), until: 'leads' };
}
