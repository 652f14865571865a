import type { Reference } from '../../../../reference/load.ts';
import type { Json, Result } from '../../../core/index.ts';
import type { FactSet } from '../../../facts/index.ts';
import type { ReviewBasis } from '../../people/basis.ts';
import { type RunParameters, runPipeline } from '../pipeline.ts';
import { identify } from '../run-identity.ts';
import { pastPeople, withoutPeople } from '../without-people.ts';
import {
  answerDistrictDesk,
  answerDistrictReport,
  type DistrictDeskQuestion,
  type DistrictReportQuestion,
} from './district-report.ts';
import { answerEvaluate, type EvaluateQuestion } from './evaluate.ts';
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
type Question =
  | CivilRemedyQuestion
  | ThirdPartiesQuestion
  | DistrictDeskQuestion
  | DistrictReportQuestion
  | EvaluateQuestion
  | OwnershipQuestion
  | PackageScopeQuestion
  | LeadDraftQuestion
  | SanctionsQuestion
  | TraceQuestion;

/** With the review-by dates of persons: whoever is past theirs is in no answer that names people. */
export type RunQuestion = Question & { readonly review?: ReviewBasis | null };

/** Answers that are figures and keys; what they count must not change with the day. */
const NAMES_NOBODY: readonly Question['kind'][] = ['district-desk', 'evaluate', 'package-scope', 'trace'];

function answerFrom(ground: RunGround, question: Exclude<Question, DistrictReportQuestion>): Result<Json> {
  switch (question.kind) {
    case 'civil-remedy':
      return answerCivilRemedy(ground, question);
    case 'third-parties':
      return answerThirdParties(ground, question);
    case 'district-desk':
      return answerDistrictDesk(ground);
    case 'evaluate':
      return answerEvaluate(ground, question);
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
  const { review = null, ...asked } = question;
  const runOn = (of: RunParameters) => {
    const { run } = identify(facts, of);
    return { run, made: runPipeline(facts, of, { reference, run }, () => undefined) };
  };
  if (asked.kind === 'district-report')
    return answerDistrictReport((asOf) => {
      const { made: result } = runOn({ ...parameters, asOf });
      return { facts: result.facts, reference, result };
    }, asked);
  const { run, made } = runOn(parameters);
  const past = NAMES_NOBODY.includes(asked.kind) ? null : pastPeople(made, review);
  const result = past === null ? made : withoutPeople(made, past, { run, parameters, reference });
  return answerFrom({ facts: result.facts, reference, result }, asked);
}
