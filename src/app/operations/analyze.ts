import { z } from 'zod';
import { canonicalJson, ok, operation, parseDate, sha256Hex, stopwatch } from '../../core/index.ts';
import { TRACE_METHODS } from '../../tracing/index.ts';
import { DEFAULT_PARAMETERS } from '../analysis/pipeline.ts';
import type { AppOperation } from '../context.ts';
import { factBlocks } from '../facts-loader.ts';
import { noteFailure, runOutput, saveRun, tellStage } from './save-run.ts';

const date = z
  .string()
  .refine((text) => parseDate(text).ok, 'is not a date YYYY-MM-DD that exists')
  .nullable()
  .default(null);

/** The parameters of a Run, as a person may set them. */
export const analyzeInput = z.strictObject({
  asOf: date,
  from: date,
  to: date,
  seed: z
    .number()
    .int()
    .min(0)
    .max(2 ** 31)
    .default(DEFAULT_PARAMETERS.seed),
  engine: z.literal('local').default('local'),
  until: z.enum(['leads', 'resolution']).default('leads'),
  traceMethod: z.enum(TRACE_METHODS).exactOptional(),
});

/** One Run over everything the viewer may see. The same home, parameters and code give the same Run (architecture 7). */
export const analyze: AppOperation<z.infer<typeof analyzeInput>, z.infer<typeof runOutput>> = operation({
  name: 'run.analyze',
  input: analyzeInput,
  output: runOutput,
  access: { action: 'run.analyze', mode: 'write', protectedData: true },
  key: (input) => sha256Hex(canonicalJson({ ...input })),
  run: async (context, parameters) =>
    noteFailure(context, async () => {
      const watch = stopwatch();
      const stage = tellStage(context);
      stage('loading facts');
      const made = await context.engine.analyse(factBlocks(context.read, context.cut), parameters, stage);
      return ok(await saveRun(context, made, watch));
    }),
});
