import { z } from 'zod';
import {
  canonicalJson,
  ok,
  operation,
  parseDate,
  type RunId,
  sha256Hex,
  sortedUnique,
  stopwatch,
} from '../../core/index.ts';
import { DEFAULT_PARAMETERS, type RunParameters } from '../analysis/pipeline.ts';
import type { AppOperation } from '../context.ts';
import { loadFacts } from '../facts-loader.ts';

const date = z
  .string()
  .refine((text) => parseDate(text).ok, 'is not a date YYYY-MM-DD that exists')
  .nullable()
  .default(null);

const analyzeInput = z.strictObject({
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
});

const analyzeOutput = z.object({
  run: z.string(),
  asOf: z.string(),
  inputDigest: z.string(),
  parameters: z.record(z.string(), z.unknown()),
  seed: z.number(),
  codeVersion: z.string(),
  outputDigest: z.string(),
  counts: z.record(z.string(), z.number()),
  seconds: z.record(z.string(), z.number()),
});

/** One Run over everything the viewer may see. The same home, parameters and code give the same Run (architecture 7). */
export const analyze: AppOperation<z.infer<typeof analyzeInput>, z.infer<typeof analyzeOutput>> = operation({
  name: 'run.analyze',
  input: analyzeInput,
  output: analyzeOutput,
  access: { action: 'run.analyze', mode: 'write', protectedData: true },
  key: (input) => sha256Hex(canonicalJson({ ...input })),
  run: async (context, input) => {
    const watch = stopwatch();
    const parameters: RunParameters = input;
    context.progress({ stage: 'loading facts', done: 0, total: null });
    const facts = await loadFacts(context.read, context.cut);
    const output = await context.engine.analyse(facts, parameters, (stage) =>
      context.progress({ stage, done: 0, total: null }),
    );
    const counts = { sources: facts.sources.length, records: facts.records.size, ...countKinds(output.rows) };
    const { run, asOf, inputDigest, outputDigest, codeVersion } = output;
    const classes = sortedUnique(facts.sources.map((source) => source.sourceClass));
    const compartments = sortedUnique(facts.sources.map((source) => source.compartment));
    const head = {
      run,
      asOf,
      inputDigest,
      parameters: { ...parameters },
      seed: parameters.seed,
      codeVersion,
      outputDigest,
      counts,
      classes,
      compartments,
    };
    context.progress({ stage: 'saving results', done: 0, total: output.rows.length });
    await context.write(run, { outputDigest }, (writer) =>
      writer.saveRun({ run: run as RunId, head, rows: output.rows, keys: output.keys }),
    );
    return ok({ ...head, seconds: { ...output.seconds, total: Math.round(watch.elapsedSeconds() * 1000) / 1000 } });
  },
});

function countKinds(rows: readonly { readonly kind: string }[]): Record<string, number> {
  const counts: Record<string, number> = { entity: 0, account: 0, finding: 0, network: 0, lead: 0 };
  for (const row of rows) counts[row.kind] = (counts[row.kind] ?? 0) + 1;
  return counts;
}
