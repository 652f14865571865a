import { err, failure, type Json, ok, type Result, scoreText, sortedUnique } from '../../../core/index.ts';
import type { Agreement } from '../../evaluation/agreement.ts';
import { scoreRun } from '../../evaluation/score.ts';
import { readTruth } from '../../evaluation/truth.ts';
import type { RunGround } from './question.ts';

/** How well the Run does against a truth file. Its text, since a thread is handed a text at once. */
export type EvaluateQuestion = { readonly kind: 'evaluate'; readonly truth: string };

/** Counts stay numbers; scores are texts of four places (interface: a score). */
function presented<T extends Agreement>(score: T): T & Record<'precision' | 'recall' | 'f1', string> {
  const { precision, recall, f1 } = score;
  return { ...score, precision: scoreText(precision), recall: scoreText(recall), f1: scoreText(f1) };
}

/** Errors: those of readTruth; NOT_FOUND when the truth is that of other files. */
export function answerEvaluate({ facts, result }: RunGround, question: EvaluateQuestion): Result<Json> {
  const truth = readTruth(question.truth);
  if (!truth.ok) return truth;
  const named = sortedUnique(truth.value.people.flatMap(({ mentions }) => mentions.map(({ file }) => file)));
  const held = new Set(facts.sources.map(({ fileName }) => fileName));
  const absent = named.filter((file) => !held.has(file));
  const { kinds, missed, resolution, ...people } = scoreRun(truth.value, facts, result);
  const { lookAlikes, victims, facilitators, degreeBaseline } = people;
  if (resolution.mentions === 0)
    return err(failure('NOT_FOUND', 'nobody whom the truth names stands where it says: it is that of other files'));
  return ok({
    files: { named: named.length, absent },
    networks: kinds.map(presented),
    missed: missed.map(({ id, best }) => ({ id, best: scoreText(best) })),
    ...{ lookAlikes, victims },
    facilitators: presented(facilitators),
    degreeBaseline: presented(degreeBaseline),
    resolution: presented(resolution),
  } as Json);
}
