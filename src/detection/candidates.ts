import { compareText, type EntityId, sortedUnique } from '../core/index.ts';
import type { Community } from './communities.ts';
import type { Relations } from './control-links.ts';
import type { Core } from './decisive/index.ts';
import { pairWeights } from './pair-weights.ts';
import type { NodeId } from './ties.ts';

/** A set of nodes that may be one network, with how surely each belongs and the decisive facts about it. */
export type Candidate = {
  readonly members: ReadonlyMap<NodeId, number>;
  readonly stability: number;
  readonly cores: readonly Core[];
};

/** A community needs three nodes to be a network. */
const MIN_NODES = 3;
/** A neighbour joins a core when this share of all its ties leads into it (default). */
const MIN_PULL = 0.5;
const ROUNDS = 2;

function overlap(a: readonly EntityId[], b: readonly EntityId[]): number {
  const set = new Set(b);
  const both = a.filter((id) => set.has(id)).length;
  return both / Math.min(a.length, b.length);
}

/** Cores that turn on one person or share half of the smaller one's members speak of one network. */
function joinCores(cores: readonly Core[]): Core[][] {
  const groups: Core[][] = [];
  for (const core of cores) {
    const touching = groups.filter((group) =>
      group.some(
        (other) =>
          (core.centre !== null && other.members.includes(core.centre)) ||
          (other.centre !== null && core.members.includes(other.centre)) ||
          overlap(core.members, other.members) >= 0.5,
      ),
    );
    for (const group of touching) groups.splice(groups.indexOf(group), 1);
    groups.push([...touching.flat(), core]);
  }
  return groups;
}

type Weights = ReadonlyMap<NodeId, ReadonlyMap<NodeId, number>>;

/** Share of a node's ties, by weight, that lead into the set. */
function pull(node: NodeId, into: ReadonlyMap<NodeId, number>, weights: Weights): number {
  let inside = 0;
  let all = 0;
  for (const [other, weight] of weights.get(node) ?? []) {
    all += weight;
    if (into.has(other)) inside += weight;
  }
  return all === 0 ? 0 : inside / all;
}

/** The core's own members and, for two rounds, the neighbours most of whose ties lead into it. */
function grow(cores: readonly Core[], weights: Weights): Map<NodeId, number> {
  const members = new Map<NodeId, number>(sortedUnique(cores.flatMap((core) => core.members)).map((id) => [id, 1]));
  for (let round = 0; round < ROUNDS; round++) {
    const border = sortedUnique([...members.keys()].flatMap((id) => [...(weights.get(id) ?? new Map()).keys()]));
    const joining = border.filter((id) => !members.has(id)).map((id) => [id, pull(id, members, weights)] as const);
    for (const [id, share] of joining) if (share >= MIN_PULL) members.set(id, share);
  }
  return members;
}

/** The connected parts of some nodes of the graph, each sorted, in order of their first node. */
function connectedParts(nodes: readonly NodeId[], weights: Weights): NodeId[][] {
  const left = new Set(nodes);
  const parts: NodeId[][] = [];
  for (const start of [...nodes].sort(compareText)) {
    if (!left.delete(start)) continue;
    const part = [start];
    for (const node of part)
      for (const other of (weights.get(node) ?? new Map<NodeId, number>()).keys())
        if (left.delete(other)) part.push(other);
    parts.push(part.sort(compareText));
  }
  return parts;
}

function stabilityOf(members: ReadonlyMap<NodeId, number>): number {
  const values = [...members.values()];
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}

/**
 * Candidate networks: what each decisive fact holds together, with the neighbours bound to it, and the communities
 * that no decisive fact touches. A community most of which went into a core leaves only its connected remains.
 */
export function candidateNetworks(
  relations: Relations,
  communities: readonly Community[],
  cores: readonly Core[],
): Candidate[] {
  const weights = pairWeights(relations.ties);
  const decisive = joinCores(cores.filter((core) => core.stands === 'for')).map((group) => grow(group, weights));
  const taken = new Set(decisive.flatMap((members) => [...members.keys()]));
  const rest = communities.flatMap((community) => {
    const free = [...community.members.keys()].filter((id) => !taken.has(id));
    return connectedParts(free, weights)
      .filter((part) => part.length >= MIN_NODES)
      .map((part) => new Map(part.map((id) => [id, community.members.get(id) ?? 0])));
  });
  return [...decisive, ...rest].map((members) => ({
    members,
    stability: stabilityOf(members),
    cores: cores.filter((core) => core.members.filter((id) => members.has(id)).length * 2 > core.members.length),
  }));
}
