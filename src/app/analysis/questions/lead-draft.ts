import { err, failure, type Json, ok, type Result, type RunId } from '../../../core/index.ts';
import { draftLead, leadJson } from '../../../leads/index.ts';
import type { RunGround } from './question.ts';

/** The lead of one network, flagged or not, as the Run would draft it. */
export type LeadDraftQuestion = { readonly kind: 'lead-draft'; readonly network: string; readonly run: string };

export function answerLeadDraft(
  { facts, reference, result }: RunGround,
  { network: id, run }: LeadDraftQuestion,
): Result<Json> {
  const { detection, resolution, ownership, asOf, balancesUntil } = result;
  const network = detection.networks.find((item) => item.id === id);
  if (network === undefined) return err(failure('NOT_FOUND', `there is no network ${id}`));
  const input = { network, detection, facts, resolution, ownership, reference, asOf, balancesUntil, run: run as RunId };
  return ok(leadJson(draftLead(input)));
}
