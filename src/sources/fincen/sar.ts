import type { Fact, Party } from '../../facts/index.ts';
import { childOf, childrenOf, isSet, textOf, type XmlNode } from '../guarded/xml-json.ts';
import { accountFact } from '../institution.ts';
import { statedText } from '../stated.ts';
import { accountPartyFact } from './account-parties.ts';
import { type Activity, type PlacedParty, placeParties } from './activity.ts';
import { institutionOfParty } from './institution.ts';
import { partyOf } from './party.ts';
import { reportOf } from './report.ts';

/** Accounts under Party 41: the institution that holds them is that Party, never the account's owner. */
function accountsAt(activity: Activity, holder: PlacedParty, institution: Party, subject: Party): Fact[] {
  const at = institutionOfParty(activity, holder, institution);
  return childrenOf(holder.element, 'Account').flatMap((account: XmlNode): Fact[] => {
    const number = statedText(textOf(account, 'AccountNumberText'));
    if (number === null) return [];
    const link = childOf(account, 'PartyAccountAssociation');
    const closed = link !== null && isSet(link, 'AccountClosedIndicator');
    const fact = accountFact(activity.record, at, number, { closed });
    return [fact, accountPartyFact(activity, { account: fact.id, party: subject.id, role: 'affected' })];
  });
}

function factsOfParty(activity: Activity, placed: PlacedParty): Fact[] {
  const party = partyOf(activity, placed);
  const nested = placed.nested.flatMap((inner): Fact[] => {
    const facts = factsOfParty(activity, inner);
    const [institution] = facts;
    if (inner.code !== '41' || institution?.kind !== 'party') return facts;
    return [...facts, ...accountsAt(activity, inner, institution, party)];
  });
  return [party, ...nested];
}

/** Facts of a suspicious activity report: Report, Parties, Accounts and who stands to them. Never a movement of money. */
export function sarFacts(activity: Activity): Fact[] {
  const parties = placeParties(activity.node).flatMap((placed) => factsOfParty(activity, placed));
  return [reportOf(activity, 'sar'), ...parties];
}
