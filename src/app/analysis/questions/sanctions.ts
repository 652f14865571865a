import { err, failure, type Json, type Result } from '../../../core/index.ts';
import { type Certification, treasuryProposals } from '../../../leads/index.ts';
import type { RunGround } from './question.ts';

/** What may be proposed to Treasury about one network; a 314(a) draft only with a person's certification. */
export type SanctionsQuestion = {
  readonly kind: 'sanctions';
  readonly network: string;
  readonly certification: Certification | null;
};

export function answerSanctions(
  { facts, reference, result }: RunGround,
  { network: id, certification }: SanctionsQuestion,
): Result<Json> {
  const { detection, resolution, ownership, asOf } = result;
  const network = detection.networks.find((item) => item.id === id);
  if (network === undefined) return err(failure('NOT_FOUND', `there is no network ${id}`));
  return treasuryProposals({ network, detection, facts, resolution, ownership, reference, asOf }, certification);
}
