import { z } from 'zod';
import { type Actor, authorize, requireSecondPerson } from '../../access/index.ts';
import { canonicalJson, err, failure, type Json, ok, operation, type Result, sha256Hex } from '../../core/index.ts';
import { leadStatus } from '../../leads/index.ts';
import type { AppOperation, OperationContext } from '../context.ts';
import { ACTION_OF_ACT, type LeadDecision, SECOND_PERSON_ACTS, signDecision } from '../decisions.ts';
import { findResult, findRun, rowJson, standingLead } from './results.ts';

const ACTS = ['submit', 'approve', 'reject', 'return', 'release', 'recall'] as const;

/** A lead of the current Run with the status that people's decisions give it. */
export async function readLead(
  context: OperationContext,
  id: string,
): Promise<Result<{ lead: Record<string, Json>; decisions: LeadDecision[] }>> {
  const head = await findRun(context, null);
  if (!head.ok) return head;
  const found = await findResult(context, head.value.run, id);
  if (found?.kind !== 'lead') return err(failure('NOT_FOUND', `there is no lead ${id} in the current Run`));
  const { decisions } = await context.read.judgements(context.cut);
  const own = decisions.filter((item): item is LeadDecision => item.kind === 'lead-transition' && item.lead === id);
  return ok({ lead: standingLead(rowJson(found.row), own), decisions: own });
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
    const found = await readLead(context, lead);
    return found.ok
      ? ok({
          ...found.value.lead,
          decisions: found.value.decisions.map(({ act, actor, reason, keyId }) => ({ act, actor, reason, keyId })),
        })
      : found;
  },
});

const moveInput = z.strictObject({ lead: z.string(), act: z.enum(ACTS), reason: z.string().trim().min(3).max(4000) });
const moveOutput = z.object({ lead: z.string(), status: z.string() });

/**
 * Moves a lead. Each act is signed with the acting person's own key; whoever submitted a lead never approves it, by
 * name or by key (legal-and-evidence 4.4).
 */
export const leadMove: AppOperation<z.infer<typeof moveInput>, z.infer<typeof moveOutput>> = operation({
  name: 'lead.move',
  input: moveInput,
  output: moveOutput,
  access: { action: 'result.read', mode: 'write', protectedData: true },
  key: (input) => sha256Hex(canonicalJson(input)),
  run: async (context, { lead, act, reason }) => {
    const allowed = authorize(context.viewer, ACTION_OF_ACT[act]);
    if (!allowed.ok) return allowed;
    const found = await readLead(context, lead);
    if (!found.ok) return found;
    const second = secondPerson(context, act, found.value.decisions);
    if (!second.ok) return second;
    const decision = await signedDecision(context, { lead, act, reason });
    const status = leadStatus(String(found.value.lead.status), [decision]);
    if (status === found.value.lead.status)
      return err(failure('CONFLICT', `a lead that is ${status} cannot be moved by "${act}"`));
    await context.write(lead, { act, status }, (writer) => writer.decide(decision));
    return ok({ lead, status });
  },
});

/** The acting person by the key that really signs: an actor's file may state another than the key file beside it. */
export function actingPerson({ viewer, signer }: Pick<OperationContext, 'viewer' | 'signer'>): Actor {
  return { ...viewer.actor, keyId: signer.keyId };
}

function secondPerson(
  context: OperationContext,
  act: (typeof ACTS)[number],
  decisions: readonly LeadDecision[],
): Result<unknown> {
  const author = decisions.findLast((item) => item.act === 'submit');
  if (author === undefined || !SECOND_PERSON_ACTS.includes(act)) return ok(null);
  return requireSecondPerson({ name: author.actor, keyId: author.keyId }, actingPerson(context));
}

async function signedDecision(
  context: OperationContext,
  move: { lead: string; act: (typeof ACTS)[number]; reason: string },
): Promise<LeadDecision> {
  const { decisions } = await context.read.judgements(context.cut);
  const decision: LeadDecision = {
    kind: 'lead-transition',
    ...move,
    actor: context.viewer.actor.name,
    keyId: context.signer.keyId,
    signature: '',
    ordinal: decisions.length + 1,
    atMicros: context.clock.nowMicros(),
    classes: context.cut.classes,
  };
  return signDecision(decision, context.signer);
}
