import { TRACE_METHODS } from '../../app/index.ts';
import { accountId, z } from './shapes.ts';

const method = z.enum(TRACE_METHODS);

/**
 * What is traced: a ledger, or an account of the home with the records of the credits that are claimed. Of a ledger only
 * the outline is described here: the operation reads every field, the same way for every door, and names a wrong event.
 */
export const newTrace = z
  .union([
    z.strictObject({
      ledger: z.looseObject({ currency: z.string(), events: z.array(z.record(z.string(), z.unknown())) }),
      method: method.optional(),
      overdraft: z.enum(['refuse', 'allow']).optional(),
      ties: z.enum(['file', 'both']).optional(),
      back: z.string().max(200).optional(),
    }),
    z.strictObject({
      account: accountId,
      taint: z.array(z.string().max(80)).min(1).max(1000),
      method: method.optional(),
    }),
  ])
  .openapi('NewTrace');

export const trace = z
  .looseObject({ currency: z.string(), methods: z.record(z.string(), z.record(z.string(), z.unknown())) })
  .openapi('Trace');
