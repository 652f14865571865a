import { sortedUnique } from '../core/index.ts';
import { buildGraph, type Graph } from './csr.ts';

/** One tie between two things known by content id. `weight` is finite and at least 0; `layer` is 0 .. 31. */
export type Tie = { readonly a: string; readonly b: string; readonly weight: number; readonly layer: number };

/** A graph with the ids of its nodes: node v is ids[v], and ids are ascending by code units. */
export type NamedGraph = {
  readonly graph: Graph;
  readonly ids: readonly string[];
  readonly indexOf: ReadonlyMap<string, number>;
};

/**
 * Builds a graph from ties between ids. Nodes are numbered in the order of their ids, so the graph, and all that is
 * computed from it, is the same whatever the order of `nodes` and `ties`. Ends of ties need not be listed in `nodes`.
 * @throws RangeError on a bad weight or layer, naming the position of the tie.
 */
export function graphOfTies(nodes: Iterable<string>, ties: readonly Tie[]): NamedGraph {
  const ids = sortedUnique([...nodes, ...ties.map((tie) => tie.a), ...ties.map((tie) => tie.b)]);
  const indexOf = new Map(ids.map((id, index) => [id, index]));
  const source = new Int32Array(ties.length);
  const target = new Int32Array(ties.length);
  const weight = new Float64Array(ties.length);
  const layer = new Uint8Array(ties.length);
  for (const [i, tie] of ties.entries()) {
    source[i] = indexOf.get(tie.a) as number;
    target[i] = indexOf.get(tie.b) as number;
    weight[i] = tie.weight;
    layer[i] = tie.layer;
  }
  return { graph: buildGraph({ nodeCount: ids.length, source, target, weight, layer }), ids, indexOf };
}
