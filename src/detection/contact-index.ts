import { byKeys, type EntityId, type RecordId } from '../core/index.ts';
import { sameName } from './name-likeness.ts';
import type { Contact, Profile } from './profile.ts';

/** One address, telephone or e-mail with everyone whom records give it to. */
export type SharedContact = {
  readonly kind: Contact['kind'];
  readonly key: string;
  readonly holders: readonly EntityId[];
  /** Holders that differ in name: two spellings of one shop are not two holders. */
  readonly degree: number;
  /** 1/log2(1+degree): a value that two share says much, one that forty share says little (detection 1.3 row 32). */
  readonly weight: number;
  /** Agents, mail drops, towers: kept as evidence, never turned into links. */
  readonly isHub: boolean;
  readonly records: readonly RecordId[];
};

/** More differently named holders than this and a contact is an agent's, a tower's or a switchboard's (default). */
export const CONTACT_HUB_DEGREE = 12;

function differentNames(holders: readonly Profile[]): number {
  const seen: Profile[] = [];
  for (const holder of holders) {
    if (!seen.some((other) => sameName(other.label, holder.label))) seen.push(holder);
    if (seen.length > CONTACT_HUB_DEGREE) return holders.length;
  }
  return seen.length;
}

/** Contacts that at least two Entities hold, in order of kind and key. */
export function sharedContacts(profiles: ReadonlyMap<EntityId, Profile>): SharedContact[] {
  const found = new Map<string, { kind: Contact['kind']; key: string; holders: Profile[]; records: RecordId[] }>();
  for (const profile of profiles.values()) {
    for (const { kind, key, records } of profile.contacts) {
      const entry = found.get(`${kind} ${key}`) ?? { kind, key, holders: [], records: [] };
      entry.holders.push(profile);
      entry.records.push(...records);
      found.set(`${kind} ${key}`, entry);
    }
  }
  return [...found.values()]
    .filter((entry) => entry.holders.length >= 2)
    .map(({ kind, key, holders, records }) => {
      const degree = differentNames(holders);
      return {
        kind,
        key,
        holders: holders.map((holder) => holder.id).sort(),
        degree,
        weight: 1 / Math.log2(1 + degree),
        isHub: degree > CONTACT_HUB_DEGREE,
        records: records.sort(),
      };
    })
    .sort(
      byKeys(
        (item) => item.kind,
        (item) => item.key,
      ),
    );
}
