import { canonicalJson, sha256Hex } from '../core/index.ts';
import { type Component, splitComponents } from './components.ts';
import type { Graph } from './csr.ts';
import { chooseResolution, effortFor, LARGEST_GAMMA, type Resolution, undividedResolution } from './gamma-scan.ts';
import { createLeiden } from './leiden.ts';
import { membersOf } from './partition.ts';
import { nodeStability } from './stability.ts';
import { MILLI } from './weights.ts';

/** Nodes that are denser among themselves than gamma, connected by ties inside. */
export type Community = {
  /** Node numbers, ascending. */
  readonly members: readonly number[];
  /** Mean stability of the members, 0 .. 1. */
  readonly stability: number;
  /** The resolution of its component. */
  readonly gamma: number;
};

/** What one component was searched with. */
type ComponentSummary = {
  /** Node numbers, ascending. */
  readonly nodes: readonly number[];
  readonly gamma: number;
  readonly plateau: readonly [number, number];
  /** What all randomness of the component derives from: a hash of the ids of its nodes. */
  readonly seed: string;
};

export type CommunityReport = {
  /** In order of their lowest node. */
  readonly communities: readonly Community[];
  /** Position in `communities`, by node. */
  readonly labels: Int32Array;
  /** Mean co-membership of each node over 20 seeds, 0 .. 1. */
  readonly stability: Float64Array;
  /** In order of their lowest node. */
  readonly components: readonly ComponentSummary[];
};

/**
 * Communities of a multiplex graph: Leiden with the constant Potts model, resolution and seed taken from each connected
 * component alone (architecture 5). So components are independent: the report of a whole is the union of the reports of
 * its components, wherever each was computed.
 * Cost: 28 searches for the resolution (10 above 100,000 edges) and 20 for the stability, per component; none where a
 * component is too tight to fall apart at any resolution.
 * @param ids the content id of each node, in node order; ascending ids (`graphOfTies`) make the report independent of
 * the order in which nodes and ties were given.
 */
export function findCommunities(graph: Graph, ids: readonly string[]): CommunityReport {
  const stability = new Float64Array(graph.nodeCount);
  const communities: Community[] = [];
  const components: ComponentSummary[] = [];
  for (const component of splitComponents(graph)) {
    const { nodes } = component;
    const seed = sha256Hex(canonicalJson(nodes.map((v) => ids[v] as string)));
    const found = searchComponent(component.graph, seed);
    for (const [i, v] of nodes.entries()) stability[v] = found.stability[i] as number;
    components.push({ nodes, gamma: found.gamma, plateau: found.plateau, seed });
    for (const community of communitiesOf(component, found)) communities.push(community);
  }
  communities.sort((a, b) => (a.members[0] as number) - (b.members[0] as number));
  const labels = new Int32Array(graph.nodeCount);
  for (const [label, { members }] of communities.entries()) for (const v of members) labels[v] = label;
  return { communities, labels, stability, components };
}

type Found = Resolution & { readonly stability: Float64Array };

function searchComponent(graph: Graph, seed: string): Found {
  if (holdsAtEveryGamma(graph)) {
    return { ...undividedResolution(graph), stability: new Float64Array(graph.nodeCount).fill(1) };
  }
  const search = createLeiden(graph, 'cpm');
  const effort = effortFor(graph);
  const chosen = chooseResolution(search, seed, effort);
  const run = { gamma: chosen.gamma, seed, rounds: effort.rounds };
  return { ...chosen, stability: nodeStability(chosen.partition, run, search) };
}

/**
 * Whether a component is best left whole at every gamma. Parting it into k communities cuts at least k - 1 ties and
 * saves at most gamma (1 - 1/k) n^2 / 2; two even halves save most per tie. So a component whose lightest tie outweighs
 * gamma n^2 / 4 is one community, and under every seed: most small components need no search.
 */
function holdsAtEveryGamma({ nodeCount, weights }: Graph): boolean {
  let lightest = Number.POSITIVE_INFINITY;
  for (const weight of weights) lightest = Math.min(lightest, weight);
  return lightest > MILLI * LARGEST_GAMMA * Math.floor((nodeCount * nodeCount) / 4);
}

function communitiesOf({ nodes }: Component, { partition, stability, gamma }: Found): Community[] {
  return membersOf(partition).map((members) => ({
    members: members.map((i) => nodes[i] as number),
    stability: members.reduce((sum, i) => sum + (stability[i] as number), 0) / members.length,
    gamma,
  }));
}
