import type { AccountId, PartyId } from '../../core/index.ts';
import type { AccountParty, AccountRole } from '../../facts/index.ts';
import { factIdOf } from '../row.ts';
import type { Activity } from './activity.ts';

/** A Party of the Activity stands to an Account in a role. `part` tells two such links of one pair apart. */
export function accountPartyFact(
  activity: Activity,
  link: { readonly account: AccountId; readonly party: PartyId; readonly role: AccountRole },
): AccountParty {
  const { account, party, role } = link;
  return {
    kind: 'account-party',
    id: factIdOf(activity.record, 'account-party', `${account} ${party} ${role}`),
    record: activity.record,
    account,
    party,
    role,
    from: null,
    to: null,
  };
}
