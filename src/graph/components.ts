import type { Graph } from './csr.ts';
import { connectedParts, membersOf, type Partition } from './partition.ts';

/**
 * Connected components.
 * Idea: the connected parts of one community that holds every node (depth-first, with its own stack). O(nodes + edges).
 * Hopcroft and Tarjan, Algorithm 447, CACM 16(6), 1973.
 */
export function connectedComponents(graph: Graph): Partition {
  return connectedParts(graph, new Int32Array(graph.nodeCount));
}

/** One component as a graph of its own. Node i of `graph` is node nodes[i] of the whole; `nodes` is ascending. */
export type Component = { readonly nodes: readonly number[]; readonly graph: Graph };

/** Splits a graph into its components, each numbered within itself, in order of their lowest node. */
export function splitComponents(graph: Graph): Component[] {
  const partition = connectedComponents(graph);
  if (partition.count === 1) return [{ nodes: [...partition.labels.keys()], graph }];
  const local = new Int32Array(graph.nodeCount);
  const components = membersOf(partition);
  for (const nodes of components) for (const [i, v] of nodes.entries()) local[v] = i;
  return components.map((nodes) => ({ nodes, graph: extract(graph, nodes, local) }));
}

function extract(whole: Graph, nodes: readonly number[], local: Int32Array): Graph {
  const offsets = new Int32Array(nodes.length + 1);
  for (const [i, v] of nodes.entries()) {
    const rowLength = (whole.offsets[v + 1] as number) - (whole.offsets[v] as number);
    offsets[i + 1] = (offsets[i] as number) + rowLength;
  }
  const length = offsets[nodes.length] as number;
  const neighbours = new Int32Array(length);
  const weights = whole.weights instanceof Int32Array ? new Int32Array(length) : new Float64Array(length);
  const layers = whole.layers === null ? null : new Int32Array(length);
  for (const [i, v] of nodes.entries()) {
    const start = whole.offsets[v] as number;
    const end = whole.offsets[v + 1] as number;
    const at = offsets[i] as number;
    for (let j = start; j < end; j++) neighbours[at + j - start] = local[whole.neighbours[j] as number] as number;
    weights.set(whole.weights.subarray(start, end), at);
    if (layers !== null && whole.layers !== null) layers.set(whole.layers.subarray(start, end), at);
  }
  const loops = Float64Array.from(nodes, (v) => whole.loops[v] as number);
  return { nodeCount: nodes.length, edgeCount: length / 2, offsets, neighbours, weights, layers, loops };
}
