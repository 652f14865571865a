import type { Reference } from '../../../../reference/load.ts';
import type { Json, Result } from '../../../core/index.ts';
import type { FactSet } from '../../../facts/index.ts';
import { type RunParameters, runPipeline } from '../pipeline.ts';
import { identify } from '../run-identity.ts';
import { answerDistrictReport, type DistrictReportQuestion } from './district-report.ts';
import { answerLeadDraft, type LeadDraftQuestion } from './lead-draft.ts';
import { answerOwnership, type OwnershipQuestion } from './ownership.ts';
import { answerPackageScope, type PackageScopeQuestion } from './package-scope.ts';
import type { RunGround } from './question.ts';
import { answerSanctions, type SanctionsQuestion } from './sanctions.ts';
import {
  answerCivilRemedy,
  answerThirdParties,
  type CivilRemedyQuestion,
  type ThirdPartiesQuestion,
} from './third-parties.ts';
import { answerTrace, type TraceQuestion } from './trace.ts';

/** A question that needs the facts of a whole cut in one place. One file each; the name says which. */
export type RunQuestion =
  | CivilRemedyQuestion
  | ThirdPartiesQuestion
  | DistrictReportQuestion
  | OwnershipQuestion
  | PackageScopeQuestion
  | LeadDraftQuestion
  | SanctionsQuestion
  | TraceQuestion;

function answerFrom(ground: RunGround, question: RunQuestion): Result<Json> {
  switch (question.kind) {
    case 'civil-remedy':
      return answerCivilRemedy(ground, question);
    case 'third-parties':
      return answerThirdParties(ground, question);
    case 'district-report':
      return answerDistrictReport(ground);
    case 'lead-draft':
      return answerLeadDraft(ground, question);
    case 'sanctions':
      return answerSanctions(ground, question);
    case 'package-scope':
      return answerPackageScope(ground, question);
    case 'ownership':
      return answerOwnership(ground, question);
    case 'trace':
      return answerTrace(ground, question);
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
  return answerFrom({ facts: result.facts, reference, result }, question);
}
