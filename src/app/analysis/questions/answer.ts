import type { Reference } from '../../../../reference/load.ts';
import type { Json, Result } from '../../../core/index.ts';
import type { FactSet } from '../../../facts/index.ts';
import { type RunParameters, runPipeline } from '../pipeline.ts';
import { identify } from '../run-identity.ts';
import { answerOwnership, type OwnershipQuestion } from './ownership.ts';
import type { RunGround } from './question.ts';

/** A question that needs the facts of a whole cut in one place. One file each; the name says which. */
export type RunQuestion = OwnershipQuestion;

function answerFrom(ground: RunGround, question: RunQuestion): Result<Json> {
  switch (question.kind) {
    case 'ownership':
      return answerOwnership(ground, question);
  }
}

/**
 * Makes the Run that a question needs, as far as `parameters.until` says, and answers from it. Pure, and too long for the
 * main thread: it runs in the analysis thread.
 */
export function answerQuestion(
  facts: FactSet,
  parameters: RunParameters,
  question: RunQuestion,
  reference: Reference,
): Result<Json> {
  const { run } = identify(facts, parameters);
  const result = runPipeline(facts, parameters, { reference, run }, () => undefined);
  return answerFrom({ facts, reference, result }, question);
}
