import type { Level } from './leiden-level.ts';
import type { Workspace } from './leiden-workspace.ts';

/**
 * Fast local moving (Traag, Waltman and van Eck 2019, algorithm A.2, `MoveNodesFast`).
 *
 * Idea: put each node into the neighbouring community that gains most, and look at a node again only after one of its
 * neighbours has moved. Sweeps over flags in a fixed order do the work of the paper's queue (measured: faster, equal
 * quality). The work on one node is a small function: the JIT compiles it whole, which one large loop prevents.
 * Changes `labels` in place; they stay within 0 .. nodeCount - 1. Gives the number of communities.
 */
export function moveNodes(level: Level, labels: Int32Array, room: Workspace): number {
  const { nodeCount } = level;
  const { order, flags } = room;
  flags.fill(1, 0, nodeCount);
  sumCommunities(level, labels, room);
  const mover = createMover(level, labels, room);
  let awake = nodeCount;
  while (awake > 0) {
    awake = 0;
    for (let i = 0; i < nodeCount; i++) {
      const v = order[i] as number;
      if (flags[v] === 0) continue;
      flags[v] = 0;
      if (mover.move(v)) awake += wake(level, labels, flags, v);
    }
  }
  return nodeCount - mover.vacantCount();
}

/** Flags the neighbours that a move left outside; gives how many were asleep. */
function wake({ offsets, neighbours }: Level, labels: Int32Array, flags: Uint8Array, v: number): number {
  const label = labels[v];
  const end = offsets[v + 1] as number;
  let woken = 0;
  for (let i = offsets[v] as number; i < end; i++) {
    const u = neighbours[i] as number;
    if (flags[u] === 1 || labels[u] === label) continue;
    flags[u] = 1;
    woken++;
  }
  return woken;
}

function sumCommunities({ nodeCount, mass }: Level, labels: Int32Array, { communityMass, size }: Workspace): void {
  communityMass.fill(0, 0, nodeCount);
  size.fill(0, 0, nodeCount);
  for (let v = 0; v < nodeCount; v++) {
    const label = labels[v] as number;
    communityMass[label] = (communityMass[label] as number) + (mass[v] as number);
    size[label] = (size[label] as number) + 1;
  }
}

type Mover = {
  /** Moves one node where it gains most and says whether it moved. Ties stay, or go to the community seen first. */
  readonly move: (v: number) => boolean;
  readonly vacantCount: () => number;
};

function createMover(level: Level, labels: Int32Array, room: Workspace): Mover {
  const { nodeCount, offsets, neighbours, weights, mass, lambda, tolerance } = level;
  const { communityMass, size, vacant, linked, touched } = room;
  // Nodes join labels that a neighbour bears or that are taken from this stack, so what stands on it stays vacant; and
  // a node that shares its label always finds one, for there are as many labels as nodes.
  let vacantCount = 0;
  for (let label = nodeCount - 1; label >= 0; label--) if (size[label] === 0) vacant[vacantCount++] = label;

  const gather = (v: number): number => {
    const end = offsets[v + 1] as number;
    let count = 0;
    for (let i = offsets[v] as number; i < end; i++) {
      const label = labels[neighbours[i] as number] as number;
      const before = linked[label] as number;
      if (before === 0) touched[count++] = label;
      linked[label] = before + (weights[i] as number);
    }
    return count;
  };

  const choose = (v: number, own: number): number => {
    const count = gather(v);
    const pull = lambda * (mass[v] as number);
    const stay = (linked[own] as number) - pull * ((communityMass[own] as number) - (mass[v] as number));
    let best = own;
    let bestGain = stay + tolerance;
    for (let i = 0; i < count; i++) {
      const label = touched[i] as number;
      const link = linked[label] as number;
      linked[label] = 0;
      if (link <= bestGain || label === own) continue;
      const gain = link - pull * (communityMass[label] as number);
      if (gain > bestGain) {
        best = label;
        bestGain = gain;
      }
    }
    return bestGain < 0 && (size[own] as number) > 1 ? (vacant[--vacantCount] as number) : best;
  };

  const move = (v: number): boolean => {
    const own = labels[v] as number;
    const best = choose(v, own);
    if (best === own) return false;
    labels[v] = best;
    communityMass[own] = (communityMass[own] as number) - (mass[v] as number);
    communityMass[best] = (communityMass[best] as number) + (mass[v] as number);
    size[best] = (size[best] as number) + 1;
    size[own] = (size[own] as number) - 1;
    if (size[own] === 0) vacant[vacantCount++] = own;
    return true;
  };
  return { move, vacantCount: () => vacantCount };
}
