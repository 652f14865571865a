import { z } from 'zod';
import { RedressError, type RunId, type stopwatch } from '../../core/index.ts';
import type { WholeRun } from '../analysis/split-run.ts';
import type { OperationContext } from '../context.ts';
import { checkDecisions } from '../decisions.ts';
import { RUN_FACTS } from './results.ts';

export const runOutput = z.object({
  ...RUN_FACTS,
  seconds: z.record(z.string(), z.number()),
  /** Stored decisions that no signature bears out: they only protect, and `audit verify` names them. */
  unverified: z.number(),
});

export function tellStage(context: OperationContext): (stage: string) => void {
  return (stage) => context.progress({ stage, done: 0, total: null });
}

/** How many of the decisions in the viewer's cut do nothing but protect, because no signature bears them out. */
export async function countUnverified({ stored, cut, home }: OperationContext): Promise<number> {
  const { decisions } = await stored.judgements(cut);
  return checkDecisions(decisions, home.actors()).unverified.length;
}

/** Keeps a finished Run with its audit event, and answers what the command prints. */
export async function saveRun(
  context: OperationContext,
  { summary, results, seconds }: WholeRun,
  watch: ReturnType<typeof stopwatch>,
): Promise<z.infer<typeof runOutput>> {
  const { run, outputDigest } = summary;
  const head = { ...summary, parameters: { ...summary.parameters }, seed: summary.parameters.seed };
  context.progress({ stage: 'saving results', done: 0, total: results.rows.length });
  await context.write(run, { outputDigest }, (writer) =>
    writer.saveRun({ run: run as RunId, head, rows: results.rows, keys: results.keys }),
  );
  return {
    ...head,
    seconds: { ...seconds, total: Math.round(watch.elapsedSeconds() * 1000) / 1000 },
    unverified: await countUnverified(context),
  };
}

/**
 * Writes a Run that failed into the audit log, with the code of its failure, and passes the failure on. A log that
 * cannot be written now changes nothing about why the Run failed.
 */
export async function noteFailure<T>(context: OperationContext, make: () => Promise<T>): Promise<T> {
  try {
    return await make();
  } catch (error) {
    const failed = error instanceof RedressError ? error.failure.code : 'INTERNAL';
    await context.write('run', { failed }, async () => undefined).catch(() => undefined);
    throw error;
  }
}
