import { type DateText, exactShare, type PartyId, type Share } from '../../../src/core/index.ts';
import type { Holding, Listing, Party } from '../../../src/facts/index.ts';
import { buildOwnership, type Ofac50Answer } from '../../../src/ownership/index.ts';
import { resolve } from '../../../src/resolution/index.ts';
import { newHome } from '../resolution/home.ts';
import { TODAY } from './companies.ts';

export type Held = readonly [owner: string, subject: string, share: number | Share | null, stated?: Partial<Holding>];
export type World = {
  readonly listed: readonly string[];
  readonly held: readonly Held[];
  readonly listing?: Partial<Listing>;
  /** What the list states of a person besides, and what other records state of people. */
  readonly entries?: Readonly<Record<string, Partial<Party>>>;
  readonly known?: Readonly<Record<string, Partial<Party>>>;
  readonly asOf?: DateText;
};

const fullName = (name: string): string => `Bearer of ${name}`;
const isPerson = (name: string): boolean => /^[PXYZ]/.test(name);

/**
 * The rule over a world in few words: X, Y, Z and P… are persons, others are companies; who is listed has an entry of the
 * SDN list that is the same person by an identifier; the owner "?" is one that a record says it does not name.
 */
export function ofac50(world: World): (name: string) => Ofac50Answer {
  const { listed, held, listing = {}, entries = {}, known = {}, asOf = TODAY } = world;
  const home = newHome();
  const facts = home.facts();
  const parties = new Map<string, PartyId>();
  const kindOf = (name: string) => (isPerson(name) ? ('person' as const) : ('organisation' as const));
  const partyOf = (name: string): PartyId => {
    const id =
      parties.get(name) ??
      home.party(fullName(name), {
        entityKind: kindOf(name),
        identifiers: [{ type: 'lei', value: `LEI${name}0000`, issuer: null }],
        ...known[name],
      });
    parties.set(name, id);
    return id;
  };
  for (const [owner, subject, share, stated] of held)
    home.holding(owner === '?' ? null : partyOf(owner), partyOf(subject), {
      share: typeof share === 'number' ? exactShare(share) : share,
      votesFollow: true,
      ...stated,
    });
  for (const name of listed) {
    const record = home.party(fullName(name), {
      file: 'list',
      role: 'listed',
      entityKind: kindOf(name),
      identifiers: [
        { type: 'list-entry', value: String(listed.indexOf(name) + 1), issuer: 'OFAC' },
        { type: 'lei', value: `LEI${name}0000`, issuer: null },
      ],
      ...entries[name],
    });
    const fact: Listing = {
      kind: 'listing',
      id: `fct_${name}`,
      record: facts.parties.find(({ id }) => id === record)?.record ?? ('rec_none' as never),
      party: record,
      authority: 'OFAC-SDN',
      programs: ['SDNTK'],
      listedOn: null,
      ...listing,
    };
    (facts.listings as Listing[]).push(fact);
  }
  const resolution = resolve(facts);
  const { ofac50: ask } = buildOwnership(facts, resolution, asOf);
  return (name) => {
    const entity = resolution.entityOf.get(partyOf(name));
    if (entity === undefined) throw new Error(`no company or person ${name}`);
    return ask(entity);
  };
}
