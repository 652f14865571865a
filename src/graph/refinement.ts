import type { Level } from './leiden-level.ts';
import type { Workspace } from './leiden-workspace.ts';

/**
 * Refinement (Traag, Waltman and van Eck 2019, algorithm A.2, `RefinePartition`), greedy form.
 *
 * Idea: local moving can leave a community whose parts no longer hang together. Inside each community start again from
 * single nodes; a node that is still alone and well connected to the community joins the well-connected part that gains
 * most (ties: first seen). Only joins along ties happen, so every part is connected. The paper draws the part at
 * random with weight exp(gain / theta); the limit theta -> 0 taken here is repeatable.
 * Reads the masses that `moveNodes` left in `room`. Gives each node the label of its part: the node that founded it.
 */
export function refinePartition(level: Level, labels: Int32Array, room: Workspace): Int32Array {
  const { nodeCount, mass, lambda, tolerance } = level;
  const { order, flags: joined, communityMass, partMass, outward } = room;
  const parts = new Int32Array(nodeCount);
  for (let v = 0; v < nodeCount; v++) parts[v] = v;
  partMass.set(mass);
  weighInside(level, labels, outward);
  joined.fill(0, 0, nodeCount);
  const join = createJoiner(level, labels, parts, room);
  for (let i = 0; i < nodeCount; i++) {
    const v = order[i] as number;
    if (joined[v] === 1) continue;
    const own = mass[v] as number;
    const rest = (communityMass[labels[v] as number] as number) - own;
    // A node that nobody joined is a part by itself: its own ties inside are what leads outward.
    if (rest === 0 || (outward[v] as number) < lambda * own * rest - tolerance) continue;
    const part = join(v);
    if (part !== v) joined[v] = joined[part] = 1;
  }
  return parts;
}

/** Weight from each node to the other nodes of its community. */
function weighInside({ nodeCount, offsets, neighbours, weights }: Level, labels: Int32Array, inside: Float64Array) {
  for (let v = 0; v < nodeCount; v++) {
    const label = labels[v];
    const end = offsets[v + 1] as number;
    let sum = 0;
    for (let i = offsets[v] as number; i < end; i++) {
      if (labels[neighbours[i] as number] === label) sum += weights[i] as number;
    }
    inside[v] = sum;
  }
}

/** A function that moves a lone node into the part that gains most and gives that part, or the node if none gains. */
function createJoiner(level: Level, labels: Int32Array, parts: Int32Array, room: Workspace): (v: number) => number {
  const { offsets, neighbours, weights, mass, lambda, tolerance } = level;
  const { communityMass, partMass, outward, linked, touched } = room;

  const gather = (v: number): number => {
    const label = labels[v];
    const end = offsets[v + 1] as number;
    let count = 0;
    for (let i = offsets[v] as number; i < end; i++) {
      const u = neighbours[i] as number;
      if (labels[u] !== label) continue;
      const part = parts[u] as number;
      const before = linked[part] as number;
      if (before === 0) touched[count++] = part;
      linked[part] = before + (weights[i] as number);
    }
    return count;
  };

  return (v) => {
    const own = mass[v] as number;
    const community = communityMass[labels[v] as number] as number;
    const count = gather(v);
    let best = v;
    let bestGain = tolerance;
    let bestLink = 0;
    for (let i = 0; i < count; i++) {
      const part = touched[i] as number;
      const link = linked[part] as number;
      linked[part] = 0;
      if (link <= bestGain) continue;
      const other = partMass[part] as number;
      const gain = link - lambda * own * other;
      if (gain <= bestGain || (outward[part] as number) < lambda * other * (community - other) - tolerance) continue;
      best = part;
      bestGain = gain;
      bestLink = link;
    }
    if (best === v) return v;
    parts[v] = best;
    partMass[best] = (partMass[best] as number) + own;
    outward[best] = (outward[best] as number) + (outward[v] as number) - 2 * bestLink;
    return best;
  };
}
