import { sortedUnique } from '../../core/index.ts';
import type { Network } from '../../detection/index.ts';
import { type Agreement, agreement, jaccard, sharedBy } from './agreement.ts';
import { type Judged, keyFor } from './judged.ts';
import type { TrueParty, Truth } from './truth.ts';

/** A planted network is found when a flagged one shares this much of its people and organisations with it (Jaccard). */
const FOUND_AT = 0.5;

type Planted = Truth['networks'][number];
type Flagged = Pick<Network, 'kinds'> & { readonly members: ReadonlySet<string> };

export type NetworkScores = {
  /** By pattern kind, `any` first: there the kind that the Run gives a network does not matter. */
  readonly kinds: readonly (Agreement & { readonly kind: string })[];
  /** Planted networks that no flagged one matches, with the best share that one has of them. */
  readonly missed: readonly { readonly id: string; readonly best: number }[];
  readonly lookAlikes: { readonly planted: number; readonly flagged: readonly string[] };
};

/** People and organisations of a network; two found entities of one person count once. Accounts are theirs. */
function flaggedNetworks(judged: Judged): Flagged[] {
  const flagged = judged.result.detection.networks.filter((network) => network.flagged);
  return flagged.map(({ kinds, members }) => ({
    kinds,
    members: new Set(members.flatMap((item) => (item.type === 'entity' ? [keyFor(judged, item.id)] : []))),
  }));
}

function keysOf(members: readonly TrueParty[]): Set<string> {
  return new Set(members.flatMap(({ kind, key }) => (kind === 'account' ? [] : [key])));
}

/** Periphery, such as strangers who deposit at a counter, is neither right nor wrong and left out on both sides. */
function shareOf({ members, periphery }: Planted, found: Flagged): number {
  const judged = (keys: ReadonlySet<string>) => new Set([...keys].filter((key) => !periphery.includes(key)));
  return jaccard(judged(keysOf(members)), judged(found.members));
}

/** `kind` null: a match counts whichever kind the Run gives it. */
function scoreOfKind(planted: readonly Planted[], flagged: readonly Flagged[], kind: string | null): Agreement {
  const wanted = planted.filter((item) => kind === null || item.kind === kind);
  const named = flagged.filter(({ kinds }) => kind === null || kinds.some((item) => item === kind));
  const isMatch = (network: Planted, found: Flagged): boolean => shareOf(network, found) >= FOUND_AT;
  return agreement({
    found: named.length,
    right: named.filter((found) => wanted.some((network) => isMatch(network, found))).length,
    planted: wanted.length,
    hit: wanted.filter((network) => named.some((found) => isMatch(network, found))).length,
  });
}

/** A look-alike is flagged when half of it is in one flagged network, or is half of one. */
function isFlagged({ members }: Truth['lookAlikes'][number], flagged: readonly Flagged[]): boolean {
  const lawful = keysOf(members);
  return flagged.some((found) => {
    const shared = sharedBy(found.members, lawful);
    return shared > 0 && (shared * 2 >= lawful.size || shared * 2 >= found.members.size);
  });
}

export function scoreNetworks(judged: Judged): NetworkScores {
  const { networks: planted, lookAlikes } = judged.truth;
  const flagged = flaggedNetworks(judged);
  const kinds = sortedUnique([...planted.map(({ kind }) => kind), ...flagged.flatMap((item) => item.kinds)]);
  const best = planted.map((network) => ({
    id: network.id,
    best: Math.max(0, ...flagged.map((found) => shareOf(network, found))),
  }));
  return {
    kinds: [
      { kind: 'any', ...scoreOfKind(planted, flagged, null) },
      ...kinds.map((kind) => ({ kind, ...scoreOfKind(planted, flagged, kind) })),
    ],
    missed: best.filter((item) => item.best < FOUND_AT),
    lookAlikes: {
      planted: lookAlikes.length,
      flagged: lookAlikes.flatMap((item) => (isFlagged(item, flagged) ? [item.id] : [])),
    },
  };
}
