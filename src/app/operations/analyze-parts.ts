import { z } from 'zod';
import { asSha256, canonicalJson, isId, ok, operation, type RunId, sha256Hex, stopwatch } from '../../core/index.ts';
import { removeWorkFolder, workFolder, workRoot } from '../analysis/work-folder.ts';
import type { AppOperation, OperationContext } from '../context.ts';
import { factBlocks } from '../facts-loader.ts';
import { analyzeInput } from './analyze.ts';
import { findRun } from './results.ts';
import { countUnverified, noteFailure, runOutput, saveRun, tellStage } from './save-run.ts';

/**
 * The parts of a Run that is made by several workers (jobs/analyze-job.ts). They are worked from job data alone: no door
 * offers them. Each may be done twice.
 */
const access = { action: 'run.analyze', mode: 'write', protectedData: true } as const;

const runName = z.custom<RunId>((value) => typeof value === 'string' && isId('run', value), 'is not the id of a Run');
/** How often the work was made again: it sets a part that is to be done anew apart from the one that was lost. */
const round = z.number().int().min(0);
const lost = z.object({ state: z.literal('lost') });
const saved = z.object({ state: z.literal('saved'), output: runOutput });

export const prepareInput = z.strictObject({
  parameters: analyzeInput,
  /** The Sources sealed when the Run was asked for: what is sealed while it is made does not get in. */
  sources: z.array(z.string().regex(/^[0-9a-f]{64}$/)),
  round,
});
export const prepareOutput = z.discriminatedUnion('state', [
  saved,
  z.object({ state: z.literal('parted'), run: runName, bundles: z.array(z.number()) }),
]);
type Prepare = AppOperation<z.infer<typeof prepareInput>, z.infer<typeof prepareOutput>>;

export const bundleInput = z.strictObject({ run: runName, bundle: z.number().int().min(0), round });
const bundleOutput = z.object({ state: z.enum(['searched', 'lost']) });
type Search = AppOperation<z.infer<typeof bundleInput>, z.infer<typeof bundleOutput>>;

const joinInput = z.strictObject({ run: runName });
const joinOutput = z.discriminatedUnion('state', [saved, lost]);
type Join = AppOperation<z.infer<typeof joinInput>, z.infer<typeof joinOutput>>;

/** Where the workers of a Run hand work to each other. */
function workOf({ home }: OperationContext): string {
  return workRoot(home.blobs);
}

/** Who is who, ties and components of a Run. A small Run is made whole here. */
export const prepareRun: Prepare = operation({
  name: 'run.prepare',
  input: prepareInput,
  output: prepareOutput,
  access,
  key: (input) => sha256Hex(canonicalJson({ ...input })),
  run: async (context, { parameters, sources }) =>
    noteFailure(context, async () => {
      const watch = stopwatch();
      const stage = tellStage(context);
      stage('loading facts');
      const facts = factBlocks(context.read, { ...context.cut, sources: sources.map(asSha256) });
      const begun = await context.engine.begin(facts, { parameters, work: workOf(context) }, stage);
      if (begun.kind === 'whole') return ok({ state: 'saved' as const, output: await saveRun(context, begun, watch) });
      return ok({ state: 'parted' as const, run: begun.run, bundles: [...begun.bundles] });
    }),
});

/** The communities of one bundle of components. */
export const searchCommunities: Search = operation({
  name: 'run.communities',
  input: bundleInput,
  output: bundleOutput,
  access,
  key: ({ run, bundle }) => `${run} ${bundle}`,
  run: async (context, { run, bundle }) =>
    noteFailure(context, async () => {
      context.progress({ stage: 'communities', done: 0, total: null });
      const found = await context.engine.search({ work: workOf(context), run, bundle });
      return ok({ state: found ? ('searched' as const) : ('lost' as const) });
    }),
});

/**
 * Joins a Run and keeps it. When its work is gone because the Run was kept already, that Run is the answer. Work that
 * cannot be joined is cleared away, so that what is done again starts from nothing.
 */
export const joinParts: Join = operation({
  name: 'run.join',
  input: joinInput,
  output: joinOutput,
  access,
  key: ({ run }) => run,
  run: async (context, { run }) =>
    noteFailure(context, async () => {
      const watch = stopwatch();
      const [work, clearAway] = [workOf(context), () => removeWorkFolder(workFolder(workOf(context), run))];
      const whole = await context.engine.join({ work, run }, tellStage(context)).catch(async (error: unknown) => {
        await clearAway();
        throw error;
      });
      if (whole !== null) {
        const output = await saveRun(context, whole, watch);
        await clearAway();
        return ok({ state: 'saved' as const, output });
      }
      const kept = await findRun(context, run);
      if (!kept.ok) {
        await clearAway();
        return ok({ state: 'lost' as const });
      }
      const unverified = await countUnverified(context);
      return ok({ state: 'saved' as const, output: { ...kept.value, seconds: {}, unverified } });
    }),
});
