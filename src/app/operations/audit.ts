import { z } from 'zod';
import { WHOLE_HOME } from '../../access/index.ts';
import { verifyAudit } from '../../audit/index.ts';
import { instantText, ok, operation } from '../../core/index.ts';
import type { AppOperation, OperationContext } from '../context.ts';
import { checkDecisions } from '../decisions.ts';

const verifyOutput = z.object({
  intact: z.boolean(),
  events: z.number(),
  unsequenced: z.number(),
  head: z.string().nullable(),
  firstBreak: z.string().nullable(),
  decisions: z.object({
    stored: z.number(),
    /** Acts of the log whose decision is no longer stored. */
    missing: z.number(),
    unverified: z.array(z.object({ object: z.string(), actor: z.string(), why: z.string() })),
  }),
});

/** The operations that each store one decision, and write one event with it. */
const DECIDING = ['person.state', 'lead.move', 'lead.build'];
const BLOCK = 1_000;

async function decisionsInLog({ stored }: OperationContext): Promise<number> {
  let count = 0;
  for (let from = 0; ; from += BLOCK) {
    const { events } = await stored.auditRange(from, from + BLOCK);
    count += events.filter(({ event }) => DECIDING.includes(event.operation) && event.decision === 'allowed').length;
    if (events.length < BLOCK) return count;
  }
}

/** Holds what people decided against their signatures and against the log, across all cases: ids only, no content. */
async function auditDecisions(context: OperationContext): Promise<z.infer<typeof verifyOutput>['decisions']> {
  const inLog = await decisionsInLog(context);
  const { decisions } = await context.stored.judgements(WHOLE_HOME);
  const { unverified } = checkDecisions(decisions, context.home.actors());
  return { stored: decisions.length, missing: Math.max(0, inLog - decisions.length), unverified: [...unverified] };
}

/** Recomputes the whole log from its events and names the first break; then looks at what the log says was decided. */
export const auditVerify: AppOperation<Record<string, never>, z.infer<typeof verifyOutput>> = operation({
  name: 'audit.verify',
  input: z.strictObject({}),
  output: verifyOutput,
  access: { action: 'audit.verify', mode: 'read', protectedData: false },
  key: () => 'audit',
  run: async (context) => {
    const { intact, events, unsequenced, head, firstBreak } = await verifyAudit(context.read);
    return ok({ intact, events, unsequenced, head, firstBreak, decisions: await auditDecisions(context) });
  },
});

const showInput = z.strictObject({
  from: z.number().int().min(0).default(0),
  limit: z.number().int().min(1).max(10_000).default(100),
});
const showOutput = z.object({ events: z.array(z.record(z.string(), z.unknown())), unsequenced: z.number() });

/** Who did what, for which purpose. Content never enters the log, so it can be shown to the auditor. */
export const auditShow: AppOperation<z.infer<typeof showInput>, z.infer<typeof showOutput>> = operation({
  name: 'audit.show',
  input: showInput,
  output: showOutput,
  access: { action: 'audit.read', mode: 'read', protectedData: false },
  key: ({ from }) => `audit:${from}`,
  run: async (context, { from, limit }) => {
    const { events, unsequenced } = await context.read.auditRange(from, from + limit);
    const shown = events.map(({ seq, leafHash, event }) => ({
      seq,
      at: instantText(event.atMicros),
      actor: event.actor,
      role: event.role,
      case: event.caseId,
      purpose: event.purpose,
      operation: event.operation,
      object: event.object,
      decision: event.decision,
      leafHash,
    }));
    return ok({ events: shown, unsequenced });
  },
});
