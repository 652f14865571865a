import { extendZodWithOpenApi } from '@asteasolutions/zod-to-openapi';
import { z } from 'zod';

extendZodWithOpenApi(z);

/** Request and response shapes of the API. They stand apart from domain types: the wire changes only with a version. */
export { z };

const id = (prefix: string, what: string) =>
  z
    .string()
    .regex(new RegExp(`^${prefix}_[0-9a-f]{32}$`), `is not a ${what} id`)
    .openapi({ example: `${prefix}_${'0'.repeat(32)}` });

export const networkId = id('net', 'network');
export const entityId = id('ent', 'entity');
export const accountId = id('acc', 'account');
export const leadId = id('led', 'lead');
export const runId = id('run', 'Run');
export const jobId = id('job', 'job');
export const sha256 = z.string().regex(/^[0-9a-f]{64}$/, 'is not a SHA-256 in lower-case hex');

/** RFC 9457 problem document. */
export const problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.number().int(),
    detail: z.string(),
    code: z.string(),
    instance: z.string(),
    errors: z.array(z.object({ pointer: z.string(), detail: z.string() })).optional(),
  })
  .openapi('Problem');

export const paging = z.strictObject({
  limit: z.coerce.number().int().min(1).max(500).default(100),
  cursor: z.string().max(200).optional(),
  run: runId.optional(),
});

export const page = z
  .object({
    run: z.string(),
    results: z.array(z.record(z.string(), z.unknown())),
    truncated: z.boolean(),
    explored: z.number().int(),
    next: z.string().nullable(),
  })
  .openapi('Page');

export const resource = z.record(z.string(), z.unknown()).openapi('Resource');

export const job = z
  .object({
    id: z.string(),
    queue: z.string(),
    operation: z.string(),
    state: z.enum(['waiting', 'running', 'parked', 'done', 'failed', 'cancelled']),
    attempts: z.number().int(),
    progress: z.unknown(),
    result: z.unknown(),
    error: z.object({ code: z.string(), message: z.string() }).nullable(),
  })
  .openapi('Job');

export const health = z
  .object({ status: z.enum(['ok', 'unavailable']), checks: z.record(z.string(), z.enum(['up', 'down'])) })
  .openapi('Health');

const linkKind = z.enum(['transfer', 'account-party', 'holding', 'shared-value']);
const link = z.object({
  from: z.string(),
  to: z.string(),
  kind: linkKind,
  count: z.number().int(),
  facts: z.array(z.string()),
  records: z.array(z.string()),
});
const node = z.object({ id: z.string(), type: z.enum(['entity', 'account', 'value']), label: z.string() });
/** How far an exploration reached: what it looked at, whether there is more, and what it did not walk. */
const bounds = {
  run: z.string(),
  explored: z.number().int(),
  truncated: z.boolean(),
  hubs: z.array(z.object({ id: z.string(), degree: z.number().int(), of: z.string().optional() })),
};
const flag = z.enum(['true', 'false']).transform((text) => text === 'true');

export const searchQuery = z.strictObject({
  q: z.string().trim().min(1).max(500),
  limit: z.coerce.number().int().min(1).max(500).default(50),
});
export const searchAnswer = z
  .object({
    ...bounds,
    results: z.array(
      z.object({
        id: z.string(),
        type: z.enum(['entity', 'account']),
        label: z.string(),
        matched: z.object({ field: z.string(), value: z.string() }),
        score: z.string(),
      }),
    ),
  })
  .openapi('SearchAnswer');

export const expandQuery = z.strictObject({
  depth: z.coerce.number().int().min(1).max(5).default(2),
  kinds: z
    .string()
    .transform((text) => text.split(','))
    .pipe(z.array(linkKind))
    .optional(),
  limit: z.coerce.number().int().min(1).max(5_000).default(5_000),
});
export const expansion = z
  .object({
    ...bounds,
    newer: z.number().int(),
    results: z.array(node.extend({ depth: z.number().int() })),
    links: z.array(link),
  })
  .openapi('Expansion');

export const pathQuery = z.strictObject({
  from: z.string().max(80),
  to: z.string().max(80),
  money: flag.optional(),
  depth: z.coerce.number().int().min(1).max(10).default(4),
});
export const paths = z
  .object({
    ...bounds,
    newer: z.number().int(),
    results: z.array(z.object({ length: z.number().int(), nodes: z.array(node), links: z.array(z.array(link)) })),
  })
  .openapi('Paths');

export const newRun = z
  .strictObject({
    asOf: z.string().optional(),
    from: z.string().optional(),
    to: z.string().optional(),
    seed: z.number().int().optional(),
    traceMethod: z.enum(['libr', 'fifo', 'lifo', 'pro-rata', 'taint-first', 'taint-last', 'poison']).optional(),
  })
  .openapi('NewRun');

export const newJudgement = z
  .strictObject({
    left: entityId,
    right: entityId,
    verdict: z.enum(['same', 'different', 'unsure']),
    reason: z.string().min(3).max(4000),
  })
  .openapi('NewJudgement');

export const transition = z
  .strictObject({
    act: z.enum(['submit', 'approve', 'reject', 'return', 'release', 'recall']),
    reason: z.string().min(3).max(4000),
    /** With `release`: to whom ("Agency|Person") and how. */
    release: z
      .strictObject({
        to: z.string().min(3).max(500),
        purpose: z.enum(['freeze', 'trace', 'sanctions', 'restitution', 'referral']).optional(),
        authority: z.string().max(500).optional(),
        agreement: z.string().max(500).optional(),
        variant: z.enum(['bsa', 'no-bsa']).optional(),
        onwardSharing: z.boolean().optional(),
        expires: z.string().max(10).optional(),
        supersedes: leadId.optional(),
        referral: z.string().max(40).optional(),
      })
      .optional(),
  })
  .openapi('Transition');

export const recallBody = z.strictObject({ reason: z.string().min(3).max(4000) }).openapi('Recall');

/** Up to which day a person stays in the record; left out, for as long as the home keeps one. */
export const revalidation = z
  .strictObject({ reason: z.string().min(3).max(4000), reviewBy: z.iso.date().optional() })
  .openapi('Revalidation');

export const newLead = z
  .strictObject({ network: networkId, reason: z.string().min(3).max(4000).default('asked for by hand') })
  .openapi('NewLead');

export const leadRequest = z
  .strictObject({
    subjects: z
      .array(
        z.strictObject({
          name: z.string().max(500).optional(),
          identifier: z.strictObject({ type: z.string().max(50), value: z.string().max(500) }).optional(),
        }),
      )
      .max(100)
      .default([]),
    accounts: z
      .array(z.strictObject({ institution: z.string().max(500), number: z.string().max(500) }))
      .max(100)
      .default([]),
  })
  .openapi('LeadRequest');
export const leadAnswer = z
  .object({ answer: z.enum(['lead', 'nothing']), leads: z.array(z.object({ id: z.string(), status: z.string() })) })
  .openapi('LeadAnswer');

const shortText = z.string().min(1).max(100);
/** Exclusive identifiers only: there is no field for a name. */
export const deconflictionQuestions = z
  .strictObject({
    questions: z
      .array(
        z.discriminatedUnion('type', [
          z.strictObject({ type: z.literal('account'), institution: shortText, number: shortText }),
          z.strictObject({ type: z.literal('ein'), value: shortText }),
          z.strictObject({ type: z.literal('passport'), country: shortText, value: shortText }),
          z.strictObject({ type: z.literal('wallet'), value: shortText }),
          z.strictObject({ type: z.literal('vin'), value: shortText }),
        ]),
      )
      .min(1)
      .max(100),
  })
  .openapi('DeconflictionQuestions');
export const deconflictionAnswer = z
  .object({
    agency: z.string().nullable(),
    answers: z.array(
      z.object({
        line: z.number().int(),
        answer: z.enum(['yes', 'no']),
        contacts: z.array(z.object({ agency: z.string(), contact: z.string() })),
      }),
    ),
    left: z.number().int(),
  })
  .openapi('DeconflictionAnswer');

export const newExport = z
  .strictObject({
    id: z.string().max(80),
    kind: z.enum(['lead', 'evidence', 'graph']),
    format: z.enum(['zip', 'pdf', 'html', 'json', 'csv', 'xlsx', 'graphml', 'gexf', 'anx', 'case-uco']).default('zip'),
    variant: z.enum(['bsa', 'no-bsa']).default('no-bsa'),
    to: z.string().min(1).max(500),
    at: z.string().optional(),
    release: z.boolean().default(false),
  })
  .openapi('NewExport');
