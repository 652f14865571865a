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
    state: z.enum(['waiting', 'running', 'done', 'failed', 'cancelled']),
    attempts: z.number().int(),
    progress: z.unknown(),
    result: z.unknown(),
    error: z.object({ code: z.string(), message: z.string() }).nullable(),
  })
  .openapi('Job');

export const health = z
  .object({ status: z.enum(['ok', 'unavailable']), checks: z.record(z.string(), z.boolean()) })
  .openapi('Health');

export const newRun = z
  .strictObject({
    asOf: z.string().optional(),
    from: z.string().optional(),
    to: z.string().optional(),
    seed: z.number().int().optional(),
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
  })
  .openapi('Transition');

export const newExport = z
  .strictObject({
    id: z.string().max(80),
    kind: z.enum(['lead', 'evidence']),
    format: z.enum(['zip', 'pdf', 'html', 'json']).default('zip'),
    variant: z.enum(['bsa', 'no-bsa']).default('no-bsa'),
    to: z.string().min(1).max(500),
    at: z.string().optional(),
    release: z.boolean().default(false),
  })
  .openapi('NewExport');
