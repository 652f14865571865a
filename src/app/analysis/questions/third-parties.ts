import {
  type AccountId,
  type DateText,
  err,
  failure,
  type Json,
  ok,
  type PartyId,
  type Result,
} from '../../../core/index.ts';
import { civilExtract, thirdParties } from '../../../reports/index.ts';
import type { RunGround } from './question.ts';

/** Who took money of a network for premises, or paid it for labour. */
export type ThirdPartiesQuestion = { readonly kind: 'third-parties'; readonly network: string };

export function answerThirdParties(
  { facts, reference, result }: RunGround,
  { network: id }: ThirdPartiesQuestion,
): Result<Json> {
  const { detection, resolution, asOf, leads } = result;
  const network = detection.networks.find((item) => item.id === id);
  if (network === undefined) return err(failure('NOT_FOUND', `there is no network ${id}`));
  const lead = leads.find((item) => item.network === id) ?? null;
  return ok(thirdParties({ network, facts, resolution, reference, lead, asOf }));
}

/** What a victim's counsel may have about the organisations of a scope; asked over the civil cut alone. */
export type CivilRemedyQuestion = {
  readonly kind: 'civil-remedy';
  readonly scope: { readonly accounts: readonly AccountId[]; readonly parties: readonly PartyId[] };
  readonly heldVictims: readonly PartyId[];
  readonly victim: string;
  readonly turned18: DateText | null;
};

export function answerCivilRemedy(
  { facts, reference, result }: RunGround,
  question: CivilRemedyQuestion,
): Result<Json> {
  const { scope, heldVictims, victim, turned18 } = question;
  const extract = civilExtract({
    ...{ facts, resolution: result.resolution, reference },
    ...{ scope, heldVictims, victim, turned18 },
  });
  return extract.victimFacts.length === 0
    ? err(failure('NOT_FOUND', `no record that a victim supplied speaks of ${victim}`))
    : ok(extract);
}
