import { z } from 'zod';
import { asSha256, err, failure, ok, operation } from '../../core/index.ts';
import type { AppOperation } from '../context.ts';

const input = z.strictObject({ sha256: z.string().regex(/^[0-9a-f]{64}$/, 'is not a SHA-256 in lower-case hex') });
const output = z.looseObject({ sha256: z.string(), status: z.string() });

/** One received file: what it was, what became of it. */
export const sourceShow: AppOperation<z.infer<typeof input>, z.infer<typeof output>> = operation({
  name: 'sources.show',
  input,
  output,
  access: { action: 'source.read', mode: 'read', protectedData: true },
  key: ({ sha256 }) => sha256,
  run: async (context, { sha256 }) => {
    const [source] = await context.read.source({ sha: asSha256(sha256), cut: context.cut });
    return source === undefined ? err(failure('NOT_FOUND', `there is no source ${sha256}`)) : ok({ ...source });
  },
});
