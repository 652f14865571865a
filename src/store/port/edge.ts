import type { AccountId, PartyId } from '../../core/index.ts';
import type { Fact } from '../../facts/index.ts';

type End = AccountId | PartyId | null;

function ends(fact: Fact): readonly [End, End] {
  switch (fact.kind) {
    case 'transfer':
      return [fact.from.account ?? fact.from.party, fact.to.account ?? fact.to.party];
    case 'account-party':
      return [fact.account, fact.party];
    case 'holding':
      return [fact.owner, fact.subject];
    default:
      return [null, null];
  }
}

/** The two things that a fact joins, or null when it joins none: a deposit of cash has one end only. */
export function edgeOf(fact: Fact): { readonly from: AccountId | PartyId; readonly to: AccountId | PartyId } | null {
  const [from, to] = ends(fact);
  return from === null || to === null ? null : { from, to };
}
