import { compareText } from '../core/index.ts';
import { findCommunities as findInGraph, type Graph, graphOfTies, splitComponents } from '../graph/index.ts';
import { pairWeights } from './pair-weights.ts';
import type { NodeId, Tie } from './ties.ts';

/** Nodes that hang together in the multiplex graph, each with its co-membership over 20 seeds; ascending. */
export type Community = { readonly members: ReadonlyMap<NodeId, number>; readonly stability: number };

/** A connected part of the graph of all ties, as plain data: node v of `graph` is ids[v]; `ids` are ascending. */
export type TieComponent = { readonly ids: readonly NodeId[]; readonly graph: Graph };

/** The connected parts of the graph of all ties, in order of their smallest id: nothing that is searched spans two. */
export function tieComponents(ties: readonly Tie[]): TieComponent[] {
  const pairs = [...pairWeights(ties)].flatMap(([a, row]) =>
    [...row].filter(([b]) => compareText(a, b) < 0).map(([b, weight]) => ({ a, b, weight, layer: 0 })),
  );
  const { graph, ids } = graphOfTies([], pairs);
  return splitComponents(graph).map((part) => ({ ids: part.nodes.map((v) => ids[v] as NodeId), graph: part.graph }));
}

/**
 * Leiden communities (constant Potts model) of one component. Resolution and seed come from this component alone
 * (architecture 5), so it does not matter what else is in the home, nor where and when the component is searched.
 */
export function communitiesOf({ graph, ids }: TieComponent): Community[] {
  const report = findInGraph(graph, ids);
  return report.communities.map(({ members, stability }) => ({
    members: new Map(members.map((node) => [ids[node] as NodeId, report.stability[node] ?? 0])),
    stability,
  }));
}

/** The communities of all components in order of their smallest id, in whichever order and bundles they were found. */
export function joinCommunities(found: Iterable<readonly Community[]>): Community[] {
  const first = ({ members }: Community): string => members.keys().next().value ?? '';
  return [...found].flat().sort((a, b) => compareText(first(a), first(b)));
}
