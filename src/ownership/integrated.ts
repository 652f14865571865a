import { compareText, type EntityId, type Share } from '../core/index.ts';
import { solveLinear } from './linear-solve.ts';
import type { ShareEdge } from './network.ts';
import { strongComponents } from './strong-components.ts';

/** What every upstream owner has of one subject. */
export type Integrated = {
  /** Percent, by owner; the subject itself is not in it. */
  readonly shares: ReadonlyMap<EntityId, Share>;
  /** Loops of companies on the way up, and companies that hold themselves; members in order. */
  readonly cycles: readonly (readonly EntityId[])[];
  /** Loops that own themselves entirely: nobody outside holds a share, so no number follows. */
  readonly closedLoops: readonly (readonly EntityId[])[];
};

type Upstream = {
  readonly nodes: readonly EntityId[];
  readonly holds: readonly (readonly (readonly [number, Share])[])[];
};

/** Everything above the subject: its owners, theirs, and so on; each node once, in id order. */
function upstreamOf(subject: EntityId, edgesInto: ReadonlyMap<EntityId, readonly ShareEdge[]>): Upstream {
  const seen = new Set([subject]);
  const queue = [subject];
  const edges: ShareEdge[] = [];
  for (let node = queue.pop(); node !== undefined; node = queue.pop()) {
    for (const edge of edgesInto.get(node) ?? []) {
      edges.push(edge);
      if (seen.has(edge.owner)) continue;
      seen.add(edge.owner);
      queue.push(edge.owner);
    }
  }
  const nodes = [...seen].sort(compareText);
  const index = new Map(nodes.map((node, i) => [node, i]));
  const holds = nodes.map((): [number, Share][] => []);
  for (const { owner, subject: target, share } of edges)
    holds[index.get(owner) ?? 0]?.push([index.get(target) ?? 0, share]);
  return { nodes, holds };
}

type Bound = 'lo' | 'hi';
type Walks = {
  /** V[i][subject]: the sum over all walks from i to the subject; 1 for the subject itself before loops. */
  readonly reach: Float64Array;
  /** V[i][i]: how often a walk from i comes home. Dividing by it stops at the first return. */
  readonly home: Float64Array;
  readonly unsolved: readonly (readonly number[])[];
};

function isLoop(members: readonly number[], holds: Upstream['holds']): boolean {
  const [only] = members;
  return members.length > 1 || (only !== undefined && (holds[only] ?? []).some(([target]) => target === only));
}

/**
 * V = (I - A)^-1 against one subject, component by component, subjects first, so that each loop is one small dense system
 * and everything else one sum (ownership-and-resolution 3.2).
 */
function sumWalks(subject: number, { nodes, holds }: Upstream, bound: Bound): Walks {
  const reach = new Float64Array(nodes.length);
  const home = new Float64Array(nodes.length).fill(1);
  const unsolved: number[][] = [];
  for (const members of strongComponents(holds.map((row) => row.map(([target]) => target)))) {
    const place = new Map(members.map((member, i) => [member, i]));
    const outside = members.map((member) => {
      const away = (holds[member] ?? []).filter(([target]) => !place.has(target));
      return away.reduce<number>(
        (sum, [target, share]) => sum + (share[bound] / 100) * (reach[target] ?? 0),
        member === subject ? 1 : 0,
      );
    });
    const solved = isLoop(members, holds)
      ? solveLoop(members, holds, [outside, bound])
      : members.map((_, i) => [outside[i] ?? 0, 1]);
    if (solved === null) unsolved.push(members);
    members.forEach((member, i) => {
      reach[member] = solved?.[i]?.[0] ?? (bound === 'hi' ? 1 : 0);
      home[member] = solved?.[i]?.[1] ?? 1;
    });
  }
  return { reach, home, unsolved };
}

/** One loop: [reach, home] of each member, or null when the loop owns itself entirely. */
function solveLoop(
  members: readonly number[],
  holds: Upstream['holds'],
  [outside, bound]: readonly [readonly number[], Bound],
): number[][] | null {
  const place = new Map(members.map((member, i) => [member, i]));
  const matrix = members.map((_, i) => members.map((__, j): number => (i === j ? 1 : 0)));
  members.forEach((member, i) => {
    for (const [target, share] of holds[member] ?? []) {
      const row = matrix[i];
      const j = place.get(target);
      if (row !== undefined && j !== undefined) row[j] = (row[j] ?? 0) - share[bound] / 100;
    }
  });
  const right = members.map((_, i) => [outside[i] ?? 0, ...members.map((__, j) => (i === j ? 1 : 0))]);
  const solved = solveLinear(matrix, right);
  return solved?.map((row, i) => [row[0] ?? 0, row[i + 1] ?? 1]) ?? null;
}

/** Percent between 0 and 100. Upper bounds of a loop may sum past what is possible; then all that is known is "up to all". */
function percent(reach: number, home: number, bound: Bound): number {
  const share = reach / home;
  if (!Number.isFinite(share) || home <= 0 || share < -1e-9) return bound === 'hi' ? 100 : 0;
  return Math.min(Math.max(share, 0), 1) * 100;
}

/**
 * Integrated economic ownership of `subject` by everyone upstream: y_p = d_p (I - A)^-1, solved for both bounds. Between
 * companies of a loop the sum of walks is divided by the walks that return, so that no share passes 100 percent
 * (Baldone, Brioschi and Paleari; Vitali, Glattfelder and Battiston, arXiv 1107.5728).
 */
export function integratedShares(
  subject: EntityId,
  edgesInto: ReadonlyMap<EntityId, readonly ShareEdge[]>,
): Integrated {
  const upstream = upstreamOf(subject, edgesInto);
  const { nodes, holds } = upstream;
  const at = nodes.indexOf(subject);
  const [lo, hi] = [sumWalks(at, upstream, 'lo'), sumWalks(at, upstream, 'hi')];
  const shares = new Map<EntityId, Share>();
  nodes.forEach((node, i) => {
    if (node === subject) return;
    const least = percent(lo.reach[i] ?? 0, lo.home[i] ?? 1, 'lo');
    const most = percent(hi.reach[i] ?? 0, hi.home[i] ?? 1, 'hi');
    shares.set(node, { lo: Math.min(least, most), hi: Math.max(least, most) });
  });
  const named = (loops: readonly (readonly number[])[]) => loops.map((loop) => loop.flatMap((i) => nodes[i] ?? []));
  const loops = strongComponents(holds.map((row) => row.map(([target]) => target))).filter((members) =>
    isLoop(members, holds),
  );
  const inOrder = named(loops).sort((a, b) => compareText(a[0] ?? '', b[0] ?? ''));
  return { shares, cycles: inOrder, closedLoops: named(lo.unsolved) };
}
