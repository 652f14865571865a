import { z } from 'zod';
import { ok, operation, type RunId } from '../../core/index.ts';
import { searchName } from '../../resolution/index.ts';
import type { AppOperation } from '../context.ts';
import { searchRun } from '../explore/search.ts';
import { findRun } from './results.ts';

const input = z.strictObject({
  text: z.string().trim().min(1).max(500),
  limit: z.number().int().min(1).max(500).default(50),
});
const output = z.object({
  run: z.string(),
  explored: z.number(),
  truncated: z.boolean(),
  hubs: z.array(z.object({ id: z.string(), degree: z.number() })),
  results: z.array(
    z.object({
      id: z.string(),
      type: z.enum(['entity', 'account']),
      label: z.string(),
      matched: z.object({ field: z.string(), value: z.string() }),
      score: z.string(),
    }),
  ),
});
export type SearchOutput = z.infer<typeof output>;

/** Who and which account of the current Run a text may mean. */
export const search: AppOperation<z.infer<typeof input>, SearchOutput> = operation({
  name: 'search',
  input,
  output,
  access: { action: 'result.read', mode: 'read', protectedData: true },
  // The log is read by people who read no content.
  key: ({ text }) => `text:${searchName(text)}`,
  isGuessable: () => true,
  run: async (context, asked) => {
    const head = await findRun(context, null);
    if (!head.ok) return head;
    const { run } = head.value;
    return ok({ run, ...structuredClone(await searchRun(context.read, run as RunId, asked)) } as SearchOutput);
  },
});
