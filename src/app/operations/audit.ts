import { z } from 'zod';
import { verifyAudit } from '../../audit/index.ts';
import { instantText, ok, operation } from '../../core/index.ts';
import type { AppOperation } from '../context.ts';

const verifyOutput = z.object({
  intact: z.boolean(),
  events: z.number(),
  unsequenced: z.number(),
  head: z.string().nullable(),
  firstBreak: z.string().nullable(),
});

/** Recomputes the whole log from its events and names the first break. */
export const auditVerify: AppOperation<Record<string, never>, z.infer<typeof verifyOutput>> = operation({
  name: 'audit.verify',
  input: z.strictObject({}),
  output: verifyOutput,
  access: { action: 'audit.verify', mode: 'read', protectedData: false },
  key: () => 'audit',
  run: async (context) => ok(await verifyAudit(context.read)),
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
