import { byKeys, type PartyId } from '../core/index.ts';
import type { Judgement } from '../facts/index.ts';

export type Judged = {
  readonly same: readonly Judgement[];
  readonly different: readonly Judgement[];
};

function pairKey({ left, right }: Judgement): string {
  return left < right ? `${left} ${right}` : `${right} ${left}`;
}

/**
 * What people's decisions amount to: the latest of a pair counts. "unsure" and "withdrawn" leave the pair to the rules,
 * so that a decision taken back gives byte for byte what was there before it.
 */
export function readJudgements(judgements: readonly Judgement[], known: (party: PartyId) => boolean): Judged {
  const latest = new Map<string, Judgement>();
  const inOrder = [...judgements].sort(
    byKeys(
      (item) => item.ordinal,
      (item) => item.id,
    ),
  );
  for (const judgement of inOrder) latest.set(pairKey(judgement), judgement);
  const standing = [...latest.values()].filter(({ left, right }) => known(left) && known(right));
  return {
    same: standing.filter((judgement) => judgement.verdict === 'same'),
    different: standing.filter((judgement) => judgement.verdict === 'different'),
  };
}
