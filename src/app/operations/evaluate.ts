import { z } from 'zod';
import { ok, operation } from '../../core/index.ts';
import type { AppOperation } from '../context.ts';
import { factBlocks } from '../facts-loader.ts';
import { readTextFile } from '../text-file.ts';
import { parametersOf } from './lead.ts';
import { findRun } from './results.ts';

const MOST_BYTES = 64 * 1024 ** 2;

const input = z.strictObject({ truth: z.string().min(1) });

/** Counts, and scores with four places: `right` of `found` were to be found, `hit` of `planted` were found. */
const agreement = z.object({
  ...{ found: z.number(), right: z.number(), planted: z.number(), hit: z.number() },
  ...{ precision: z.string(), recall: z.string(), f1: z.string() },
});
const scores = z.object({
  /** Files that the truth names, and those of them that the home does not show. */
  files: z.object({ named: z.number(), absent: z.array(z.string()) }),
  networks: z.array(agreement.extend({ kind: z.string() })),
  missed: z.array(z.object({ id: z.string(), best: z.string() })),
  lookAlikes: z.object({ planted: z.number(), flagged: z.array(z.string()) }),
  victims: z.object({ planted: z.number(), named: z.array(z.string()) }),
  facilitators: agreement.extend({ withoutReasons: z.number(), benignHubs: z.array(z.string()) }),
  degreeBaseline: agreement,
  resolution: agreement.extend({ mentions: z.number() }),
});
const output = scores.extend({ run: z.string() });
export type Evaluation = z.infer<typeof output>;

/**
 * How well the current Run does against the truth of a made-up world (docs/methods/detection.md). Errors: those of
 * readTextFile; MALFORMED_JSON, BAD_INPUT with the place in the truth file; NOT_FOUND without a Run, or when it is
 * the truth of other files.
 */
export const evaluate: AppOperation<z.infer<typeof input>, Evaluation> = operation({
  name: 'run.evaluate',
  input,
  output,
  access: { action: 'result.read', mode: 'read', protectedData: true },
  key: () => 'evaluate',
  run: async (context, { truth: path }) => {
    const truth = await readTextFile(path, MOST_BYTES);
    if (!truth.ok) return truth;
    const head = await findRun(context, null);
    if (!head.ok) return head;
    const facts = factBlocks(context.read, context.cut);
    const question = { kind: 'evaluate', truth: truth.value } as const;
    const answer = await context.engine.answer(facts, parametersOf(head.value), question);
    return answer.ok ? ok({ run: head.value.run, ...scores.parse(answer.value) }) : answer;
  },
});
