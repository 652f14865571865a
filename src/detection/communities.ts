import { compareText } from '../core/index.ts';
import { findCommunities as findInGraph, graphOfTies } from '../graph/index.ts';
import { pairWeights } from './pair-weights.ts';
import type { NodeId, Tie } from './ties.ts';

/** Nodes that hang together in the multiplex graph, each with its co-membership over 20 seeds. */
export type Community = { readonly members: ReadonlyMap<NodeId, number>; readonly stability: number };

/**
 * Leiden communities (constant Potts model) of the graph of all ties. Resolution and seed are those of each connected
 * component (architecture 5), so a community does not depend on what happens elsewhere in the home.
 */
export function findCommunities(ties: readonly Tie[]): Community[] {
  const pairs = [...pairWeights(ties)].flatMap(([a, row]) =>
    [...row].filter(([b]) => compareText(a, b) < 0).map(([b, weight]) => ({ a, b, weight, layer: 0 })),
  );
  const { graph, ids } = graphOfTies([], pairs);
  const report = findInGraph(graph, ids);
  return report.communities.map(({ members, stability }) => ({
    members: new Map(members.map((node) => [ids[node] as NodeId, report.stability[node] ?? 0])),
    stability,
  }));
}
