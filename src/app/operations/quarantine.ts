import { z } from 'zod';
import { asSha256, ok, operation } from '../../core/index.ts';
import type { AppOperation } from '../context.ts';

const input = z.strictObject({
  source: z
    .string()
    .regex(/^[0-9a-f]{64}$/, 'is not the SHA-256 of a file, 64 digits in hex')
    .nullable()
    .default(null),
  limit: z.number().int().min(1).max(100_000).default(10_000),
});
const output = z.object({
  rows: z.array(
    z.object({ source: z.string(), locator: z.string(), code: z.string(), message: z.string(), raw: z.string() }),
  ),
  truncated: z.boolean(),
});

/** What was refused, row by row, and why. */
export const quarantineList: AppOperation<z.infer<typeof input>, z.infer<typeof output>> = operation({
  name: 'quarantine.list',
  input,
  output,
  access: { action: 'quarantine.read', mode: 'read', protectedData: true },
  key: ({ source }) => source ?? 'all',
  run: async (context, { source, limit }) => {
    const page = { limit: limit + 1, after: null };
    const rows = await context.read.quarantine({
      source: source === null ? null : asSha256(source),
      cut: context.cut,
      page,
    });
    const shown = rows
      .slice(0, limit)
      .map(({ source: sha, locator, code, message, raw }) => ({ source: sha, locator, code, message, raw }));
    return ok({ rows: shown, truncated: rows.length > limit });
  },
});
