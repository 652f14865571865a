import { byKeys, type EntityId, groupBy, type RecordId, type Share, sortedUnique } from '../core/index.ts';
import type { InterestClass } from '../facts/index.ts';
import type { HoldingInForce } from './in-force.ts';

/**
 * One interest of one owner in one subject. The same interest stated in several declarations is one stake. `indirect`
 * stakes are totals that a declaration gives for a chain; the chain itself is in the direct ones.
 */
export type Stake = {
  readonly owner: EntityId;
  readonly subject: EntityId;
  readonly interest: InterestClass;
  readonly indirect: boolean;
  /** null: no record states a share. */
  readonly share: Share | null;
  readonly types: readonly string[];
  readonly holdings: readonly HoldingInForce[];
  readonly records: readonly RecordId[];
  /** Whether the records state that votes follow these shares. */
  readonly votesFollow: boolean;
  /** Whether the statements that count give different shares. */
  readonly disagrees: boolean;
};

function isDeclaredTotal({ holding }: HoldingInForce): boolean {
  const chained = holding.componentRecords.length > 0 && holding.level !== 'direct';
  return !holding.isComponent && (holding.level === 'indirect' || chained);
}

function sameShare(a: Share, b: Share): boolean {
  return a.lo === b.lo && a.hi === b.hi;
}

/** The share that the newest statements give; where statements of one day differ, the hull of what they say. */
function shareOf(holdings: readonly HoldingInForce[]): { readonly share: Share | null; readonly disagrees: boolean } {
  const stated = holdings.filter(({ holding }) => holding.share !== null);
  const newest = stated
    .map(({ holding }) => holding.statedOn ?? '')
    .sort()
    .at(-1);
  const shares = stated
    .filter(({ holding }) => (holding.statedOn ?? '') === newest)
    .flatMap(({ holding }) => holding.share ?? []);
  const [first] = shares;
  if (first === undefined) return { share: null, disagrees: false };
  const all = stated.flatMap(({ holding }) => holding.share ?? []);
  const disagrees = all.some((share) => !sameShare(share, first));
  if (shares.every((share) => sameShare(share, first))) return { share: first, disagrees };
  return {
    share: { lo: Math.min(...shares.map((item) => item.lo)), hi: Math.max(...shares.map((item) => item.hi)) },
    disagrees,
  };
}

/** The stakes behind the holdings in force. Order: subject, owner, interest, direct before indirect. */
export function buildStakes(inForce: readonly HoldingInForce[]): Stake[] {
  const owned = inForce.filter(({ owner }) => owner !== null);
  const key = (item: HoldingInForce) =>
    [item.subject, item.owner, item.holding.interestClass, isDeclaredTotal(item) ? 'indirect' : 'direct'].join(' ');
  const stakes = [...groupBy(owned, key).values()].flatMap((holdings): Stake[] => {
    const [first] = holdings;
    if (first === undefined || first.owner === null) return [];
    return [
      {
        owner: first.owner,
        subject: first.subject,
        interest: first.holding.interestClass,
        indirect: isDeclaredTotal(first),
        ...shareOf(holdings),
        types: sortedUnique(holdings.map(({ holding }) => holding.interestType)),
        holdings,
        records: sortedUnique(holdings.map(({ holding }) => holding.record)),
        votesFollow: holdings.some(({ holding }) => holding.votesFollow),
      },
    ];
  });
  return stakes.sort(
    byKeys(
      (stake) => stake.subject,
      (stake) => stake.owner,
      (stake) => stake.interest,
      (stake) => String(stake.indirect),
    ),
  );
}
