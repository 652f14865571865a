import { locatorText, type Party } from '../../facts/index.ts';
import { type Institution, type InstitutionKey, institutionOfKeys } from '../institution.ts';
import type { Activity, PlacedParty } from './activity.ts';

function keyOf({ type, value }: Party['identifiers'][number]): InstitutionKey[] {
  if (type === 'rssd') return [{ type: 'rssd', value }];
  return type === 'ein' || type === 'tin' || type === 'ssn' ? [{ type: 'tin', value }] : [];
}

/** The institution that a Party of the filing is: RSSD or TIN when stated, else its name or SeqNum in this Source alone. */
export function institutionOfParty(activity: Activity, placed: PlacedParty, party: Party): Institution {
  const place = `${locatorText(activity.locator)} ${placed.part}`;
  const name = party.names[0]?.full ?? null;
  return institutionOfKeys(party.identifiers.flatMap(keyOf), name, { source: activity.source, place });
}
