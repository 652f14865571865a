import { type Json, ok, type Result } from '../../../core/index.ts';
import { deskState } from '../../../reports/index.ts';
import type { RunGround } from './question.ts';

/** What the district desk counts of a Run, at its as-of date. */
export type DistrictReportQuestion = { readonly kind: 'district-report' };

export function answerDistrictReport({ facts, reference, result }: RunGround): Result<Json> {
  const { leads, resolution, asOf } = result;
  return ok(deskState({ leads, facts, resolution, reference, asOf }));
}
