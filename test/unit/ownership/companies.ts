import { type DateText, type EntityId, exactShare, type PartyId, type Share } from '../../../src/core/index.ts';
import type { Holding } from '../../../src/facts/index.ts';
import { buildOwnership, type OwnerAnswer, type Ownership } from '../../../src/ownership/index.ts';
import { resolve } from '../../../src/resolution/index.ts';
import { newHome } from '../resolution/home.ts';

export const TODAY = '2024-06-30' as DateText;

/** One holding of a vector: owner, owned, and the percent or interval held. */
export type Stake = readonly [owner: string, subject: string, share: number | Share | null, stated?: Partial<Holding>];

export type Vector = {
  readonly ownership: Ownership;
  readonly id: (name: string) => EntityId;
  readonly name: (id: EntityId) => string;
  /** What `owner` has of `subject`; fails the test when it is not among the owners. */
  readonly owner: (owner: string, subject: string) => OwnerAnswer;
};

/** A name that begins with P, X or Y is a person's, every other a company's. */
export function vector(stakes: readonly Stake[], asOf: DateText = TODAY): Vector {
  const home = newHome();
  const parties = new Map<string, PartyId>();
  const partyOf = (name: string) => {
    const known = parties.get(name);
    if (known !== undefined) return known;
    const party = home.party(`Bearer of ${name}`, { entityKind: /^[PXY]/.test(name) ? 'person' : 'organisation' });
    parties.set(name, party);
    return party;
  };
  for (const [owner, subject, share, stated] of stakes) {
    const interval = typeof share === 'number' ? exactShare(share) : share;
    home.holding(owner === '?' ? null : partyOf(owner), partyOf(subject), {
      share: interval,
      votesFollow: true,
      ...stated,
    });
  }
  const facts = home.facts();
  const resolution = resolve(facts);
  const ids = new Map([...parties].map(([name, party]) => [name, resolution.entityOf.get(party) as EntityId]));
  const ownership = buildOwnership(facts, resolution, asOf);
  const id = (name: string) => {
    const found = ids.get(name);
    if (found === undefined) throw new Error(`no company or person ${name}`);
    return found;
  };
  return {
    ownership,
    id,
    name: (entity) => [...ids].find(([, other]) => other === entity)?.[0] ?? '?',
    owner: (owner, subject) => {
      const found = ownership.answer(id(subject)).owners.find((item) => item.entity === id(owner));
      if (found === undefined) throw new Error(`${owner} is no owner of ${subject}`);
      return found;
    },
  };
}
