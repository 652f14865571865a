import { z } from 'zod';
import { WHOLE_HOME } from '../../access/index.ts';
import { verifyAudit } from '../../audit/index.ts';
import { instantText, ok, operation } from '../../core/index.ts';
import type { Decision } from '../../facts/index.ts';
import { SECOND_PERSON_ACTS } from '../../leads/index.ts';
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
  /** Second persons whom the first one had added as an actor: two names and two keys, and perhaps one hand. */
  addedByAuthor: z.array(z.object({ object: z.string(), author: z.string(), second: z.string() })),
});

type Verified = z.infer<typeof verifyOutput>;

/** The operations that each store one decision, and write one event with it. */
const DECIDING = ['person.state', 'person.revalidate', 'lead.move', 'lead.build'];
const BLOCK = 1_000;

type Acts = { decided: number; readonly adders: Map<string, string> };

/** How many decisions the log tells of, and who added whom as an actor. */
async function actsInLog({ stored }: OperationContext): Promise<Acts> {
  const acts: Acts = { decided: 0, adders: new Map() };
  for (let from = 0; ; from += BLOCK) {
    const { events } = await stored.auditRange(from, from + BLOCK);
    for (const { event } of events) {
      if (event.decision !== 'allowed') continue;
      if (DECIDING.includes(event.operation)) acts.decided++;
      if (event.operation === 'actor.add') acts.adders.set(event.object, event.actor);
    }
    if (events.length < BLOCK) return acts;
  }
}

/** Decisions of two people of whom the first had added the second. Order: commitment. */
function addedByAuthor(decisions: readonly Decision[], { adders }: Acts): Verified['addedByAuthor'] {
  const authors = new Map<string, string>();
  const pairOf = (decision: Decision) => {
    if (decision.kind === 'person-state') return { object: decision.party, author: decision.confirmedBy };
    const { lead, act, actor } = decision;
    if (act === 'submit') authors.set(lead, actor);
    return { object: lead, author: SECOND_PERSON_ACTS.includes(act) ? (authors.get(lead) ?? null) : null };
  };
  return decisions.flatMap((decision) => {
    const [{ object, author }, second] = [pairOf(decision), decision.actor];
    return author !== null && author !== second && adders.get(second) === author ? [{ object, author, second }] : [];
  });
}

/** Holds what people decided against their signatures and against the log, across all cases: ids only, no content. */
async function auditDecisions(context: OperationContext): Promise<Pick<Verified, 'decisions' | 'addedByAuthor'>> {
  const acts = await actsInLog(context);
  const { decisions } = await context.stored.judgements(WHOLE_HOME);
  const unverified = [...checkDecisions(decisions, context.home.actors()).unverified];
  const missing = Math.max(0, acts.decided - decisions.length);
  return {
    decisions: { stored: decisions.length, missing, unverified },
    addedByAuthor: addedByAuthor(decisions, acts),
  };
}

/** Recomputes the whole log from its events and names the first break; then looks at what the log says was decided. */
export const auditVerify: AppOperation<Record<string, never>, Verified> = operation({
  name: 'audit.verify',
  input: z.strictObject({}),
  output: verifyOutput,
  access: { action: 'audit.verify', mode: 'read', protectedData: false },
  key: () => 'audit',
  run: async (context) => {
    const { intact, events, unsequenced, head, firstBreak } = await verifyAudit(context.read);
    return ok({ intact, events, unsequenced, head, firstBreak, ...(await auditDecisions(context)) });
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
