import { OUTCOME_TYPES, PSEUDONYM } from '../../facts/index.ts';
import { accountId, leadId, z } from './shapes.ts';

const assetId = z.string().regex(/^ast_[0-9a-f]{32}$/, 'is not an asset id');
/** An unknown field is not named in the answer: a name of a victim may have slipped into its place (R18). */
const unnamed = {
  error: ({ code }: { readonly code?: string }) =>
    code === 'unrecognized_keys' ? 'a field is none of those that an outcome has' : undefined,
};

/** Money is decimal text in US dollars; the instant of `at` carries Z or an offset. */
const outcome = z
  .strictObject(
    {
      id: z.string().trim().min(1).max(80),
      type: z.enum(OUTCOME_TYPES),
      lead: leadId.optional(),
      asset: z.union([assetId, accountId]).optional(),
      victim: z.string().regex(PSEUDONYM, 'is not a pseudonym of the vault').optional(),
      amount: z
        .string()
        .regex(/^\d{1,17}(\.\d{1,13})?$/, 'is not a plain decimal')
        .optional(),
      at: z.string().regex(/^\d{4}-\d{2}-\d{2}(T[0-9:.]{5,15}(Z|[+-]\d{2}:\d{2}))?$/, 'is not a date or an instant'),
      authority: z.string().max(500).optional(),
      document: z.string().max(500).optional(),
    },
    unnamed,
  )
  .openapi('Outcome');

export const newOutcomes = z.union([outcome, z.array(outcome).min(1).max(1_000)]).openapi('NewOutcomes');
