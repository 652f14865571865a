import { z } from 'zod';
import { err, failure, isId, ok, operation, parseDate } from '../../core/index.ts';
import { searchName } from '../../resolution/index.ts';
import { DEFAULT_PARAMETERS } from '../analysis/pipeline.ts';
import type { AppOperation } from '../context.ts';
import { factBlocks } from '../facts-loader.ts';

const input = z.strictObject({
  entity: z.string().nullable().default(null),
  name: z.string().nullable().default(null),
  asOf: z
    .string()
    .refine((text) => parseDate(text).ok, 'is not a date YYYY-MM-DD that exists')
    .nullable()
    .default(null),
});
const output = z.record(z.string(), z.unknown());

/** Owners, interests, bounds, control and OFAC's 50 percent rule of one entity on a date. */
export const ownershipOf: AppOperation<z.infer<typeof input>, z.infer<typeof output>> = operation({
  name: 'ownership',
  input,
  output,
  access: { action: 'result.read', mode: 'read', protectedData: true },
  key: ({ entity, name }) => entity ?? `name:${searchName(name ?? '')}`,
  // The log is read by people who read no content; a name may have been typed in the place of an id as well.
  isGuessable: ({ entity }) => entity === null || !isId('ent', entity),
  run: async ({ engine, read, cut }, { entity, name, asOf }) => {
    if ((entity === null) === (name === null))
      return err(failure('BAD_INPUT', 'ownership: give an entity id or --name, one of the two'));
    const parameters = { ...DEFAULT_PARAMETERS, asOf, until: 'resolution' as const };
    const answer = await engine.answer(factBlocks(read, cut), parameters, { kind: 'ownership', entity, name });
    return answer.ok ? ok(answer.value as z.infer<typeof output>) : answer;
  },
});
