import { byKeys, type EntityId, groupBy, type RecordId, type Share, UNKNOWN_SHARE } from '../core/index.ts';
import type { Entity } from '../resolution/index.ts';
import type { Listed } from './listed.ts';
import type { Network, ShareEdge } from './network.ts';

/** 31 CFR 510.411 and its like in every program: "50 percent or greater". */
const HALF = 50;
/** Shares are percent in binary: sums that differ by less are the same. */
const EXACT = 1e-9;

/** One step of the chain by which an entity is blocked: a blocked owner and what it holds. */
type BlockedHolding = {
  readonly owner: EntityId;
  readonly subject: EntityId;
  readonly share: Share;
  /** Whether the owner is surely blocked. */
  readonly sure: boolean;
  /** null: the owner is blocked by rule, through owners of its own. */
  readonly listed: Listed | null;
  readonly records: readonly RecordId[];
};

export type Ofac50Answer = {
  readonly blocked: true | false | 'unknown';
  /** What blocked owners hold directly, in aggregate. */
  readonly share: Share;
  /** What no record attributes to anybody. */
  readonly unstated: Share;
  readonly listed: Listed | null;
  /** The chain upwards, nearest owners first, then by id. */
  readonly through: readonly BlockedHolding[];
};

type Edges = {
  readonly into: ReadonlyMap<EntityId, readonly ShareEdge[]>;
  readonly from: ReadonlyMap<EntityId, readonly ShareEdge[]>;
  /** Subjects whose owners are all stated. */
  readonly complete: ReadonlySet<EntityId>;
};

/** Who is blocked, and what follows for any entity. */
export type BlockedView = {
  readonly listed: ReadonlyMap<EntityId, Listed> | null;
  readonly edges: Edges;
  readonly surely: ReadonlySet<EntityId>;
  readonly possibly: ReadonlySet<EntityId>;
};

/** A declared total of a chain does not say what each link holds: 12.5 percent may be three links of half. */
function heldDirectly({ share, stake }: ShareEdge): Share {
  return stake.indirect ? UNKNOWN_SHARE : share;
}

function isOpen({ open }: Share, bound: 'lo' | 'hi'): boolean {
  return open === bound || open === 'both';
}

type Bound = { readonly percent: number; readonly open: boolean };

/** The smaller of two bounds; of two equal ones an open one is not reached. */
function smaller(a: Bound, b: Bound): Bound {
  if (Math.abs(a.percent - b.percent) <= EXACT) return { percent: a.percent, open: a.open || b.open };
  return a.percent < b.percent ? a : b;
}

function sumBound(shares: readonly Share[], bound: 'lo' | 'hi'): Bound {
  const percent = shares.reduce((sum, share) => sum + share[bound], 0);
  return { percent, open: shares.some((share) => isOpen(share, bound)) };
}

/**
 * What holders in a set have of one subject in aggregate. At most what the others leave, and at least that where the list of
 * owners is complete. Treasury stock is nobody's: it may enlarge every other share, and surely adds to none.
 */
function aggregate(subject: EntityId, holders: ReadonlySet<EntityId>, { into, complete }: Edges): Share {
  const edges = into.get(subject) ?? [];
  const own = edges.filter(({ owner }) => owner === subject).map(heldDirectly);
  const others = edges.filter(({ owner }) => owner !== subject && !holders.has(owner)).map(heldDirectly);
  const held = edges.filter(({ owner }) => owner !== subject && holders.has(owner)).map(heldDirectly);
  if (held.length === 0) return { lo: 0, hi: 0 };
  const rest = complete.has(subject) ? 100 - sumBound([...others, ...own], 'hi').percent : 0;
  const lo = Math.min(Math.max(sumBound(held, 'lo').percent, rest), 100);
  const left = sumBound(others, 'lo');
  const most = smaller(sumBound([...held, ...own], 'hi'), { percent: 100 - left.percent, open: left.open });
  const hi = Math.max(most.percent, lo);
  return most.open && hi > lo ? { lo, hi, open: 'hi' } : { lo, hi };
}

function reachesHalf(share: Share, bound: 'lo' | 'hi'): boolean {
  if (bound === 'lo') return share.lo >= HALF - EXACT;
  return isOpen(share, 'hi') ? share.hi > HALF + EXACT : share.hi >= HALF - EXACT;
}

/**
 * The least set that holds the listed and every entity of which its members hold half or more directly. Shares are summed
 * and never multiplied, so the rule passes down any number of layers; votes and control do not enter (FAQ 398, 399).
 */
function cascade(listed: Iterable<EntityId>, edges: Edges, bound: 'lo' | 'hi'): ReadonlySet<EntityId> {
  const blocked = new Set(listed);
  const queue = [...blocked];
  for (let holder = queue.pop(); holder !== undefined; holder = queue.pop()) {
    for (const { subject } of edges.from.get(holder) ?? []) {
      if (blocked.has(subject) || !reachesHalf(aggregate(subject, blocked, edges), bound)) continue;
      blocked.add(subject);
      queue.push(subject);
    }
  }
  return blocked;
}

/** Works out who is blocked among the owners and the owned. `listed` is null where no list of blocked persons is read. */
export function viewBlocked(
  { economic, complete }: Pick<Network, 'economic' | 'complete'>,
  listed: ReadonlyMap<EntityId, Listed> | null,
): BlockedView {
  const into = groupBy(economic, (edge) => edge.subject);
  const edges = { into, from: groupBy(economic, (edge) => edge.owner), complete };
  const all = [...(listed ?? [])];
  const sure = all.filter(([, { how }]) => how === 'listed');
  const idsOf = (entries: typeof all) => entries.map(([entity]) => entity);
  return { listed, edges, surely: cascade(idsOf(sure), edges, 'lo'), possibly: cascade(idsOf(all), edges, 'hi') };
}

function chainTo(entity: EntityId, { listed, edges, surely, possibly }: BlockedView): BlockedHolding[] {
  const chain: BlockedHolding[] = [];
  const seen = new Set([entity]);
  let layer = [entity];
  while (layer.length > 0) {
    const steps = layer
      .flatMap((subject) => edges.into.get(subject) ?? [])
      .filter(({ owner, subject }) => owner !== subject && possibly.has(owner))
      .sort(
        byKeys(
          (edge) => edge.owner,
          (edge) => edge.subject,
        ),
      );
    for (const edge of steps) {
      const entry = listed?.get(edge.owner) ?? null;
      const records = [...edge.stake.records, ...(entry?.records ?? [])];
      const { owner, subject } = edge;
      chain.push({ owner, subject, share: heldDirectly(edge), sure: surely.has(owner), listed: entry, records });
    }
    layer = [...new Set(steps.map(({ owner }) => owner))].filter((owner) => !seen.has(owner));
    for (const owner of layer) seen.add(owner);
  }
  return chain;
}

function unstatedPart(edges: readonly ShareEdge[]): Share {
  const lo = edges.reduce((sum, { share }) => sum + share.lo, 0);
  const hi = edges.reduce((sum, { share }) => sum + share.hi, 0);
  return { lo: Math.max(100 - hi, 0), hi: Math.max(100 - lo, 0) };
}

/**
 * OFAC's 50 percent rule for one entity, on what records state: blocked when it is listed, or when blocked persons hold 50
 * percent or more of it directly and in aggregate, where whoever is blocked by this rule counts as blocked. "unknown" where
 * the bounds leave it open, where it bears a listed name, where no owner is stated at all, and where no list is read.
 * `false` is no clearance: `unstated` says how much nobody states.
 */
export function ofac50For({ id, kind }: Pick<Entity, 'id' | 'kind'>, view: BlockedView): Ofac50Answer {
  const { listed, edges, surely, possibly } = view;
  const into = edges.into.get(id) ?? [];
  // Nobody owns a person.
  const unstated = kind === 'person' ? { lo: 0, hi: 0 } : unstatedPart(into);
  if (listed === null) return { blocked: 'unknown', share: UNKNOWN_SHARE, unstated, listed: null, through: [] };
  const nothingStated = into.length === 0 && kind !== 'person';
  const [least, most] = [aggregate(id, surely, edges), aggregate(id, possibly, edges)];
  const open = possibly.has(id) || nothingStated ? 'unknown' : false;
  return {
    blocked: surely.has(id) ? true : open,
    share: nothingStated ? UNKNOWN_SHARE : { lo: least.lo, hi: Math.max(most.hi, least.lo) },
    unstated,
    listed: listed.get(id) ?? null,
    through: chainTo(id, view),
  };
}
