import type { Graph } from './csr.ts';

/**
 * Betweenness: on how many shortest paths between two others a node lies, each pair counted once, equal paths shared.
 *
 * Idea: from each node one breadth-first search counts the shortest paths; walking it backwards adds up how much of the
 * paths to all farther nodes passes through each nearer one. Ties are unweighted.
 * Brandes, J. Mathematical Sociology 25(2), 2001. O(nodes x edges) time, O(nodes) room: meant for single components.
 * @returns raw values, not divided by the number of pairs.
 */
export function betweenness(graph: Graph): Float64Array {
  const { nodeCount } = graph;
  const score = new Float64Array(nodeCount);
  const search: Search = {
    order: new Int32Array(nodeCount),
    distance: new Int32Array(nodeCount),
    paths: new Float64Array(nodeCount),
    share: new Float64Array(nodeCount),
  };
  for (let source = 0; source < nodeCount; source++) {
    const reached = countPaths(graph, search, source);
    collectShares(graph, search, reached);
    for (let i = 1; i < reached; i++) {
      const v = search.order[i] as number;
      // Each pair is met from both of its ends.
      score[v] = (score[v] as number) + (search.share[v] as number) / 2;
    }
  }
  return score;
}

type Search = {
  /** Nodes as they were reached. */
  readonly order: Int32Array;
  readonly distance: Int32Array;
  /** Number of shortest paths from the source. */
  readonly paths: Float64Array;
  readonly share: Float64Array;
};

function countPaths({ offsets, neighbours }: Graph, search: Search, source: number): number {
  const { order, distance, paths, share } = search;
  distance.fill(-1);
  paths.fill(0);
  share.fill(0);
  distance[source] = 0;
  paths[source] = 1;
  order[0] = source;
  let reached = 1;
  for (let i = 0; i < reached; i++) {
    const v = order[i] as number;
    const farther = (distance[v] as number) + 1;
    const end = offsets[v + 1] as number;
    for (let at = offsets[v] as number; at < end; at++) {
      const u = neighbours[at] as number;
      if (distance[u] === -1) {
        distance[u] = farther;
        order[reached++] = u;
      }
      if (distance[u] === farther) paths[u] = (paths[u] as number) + (paths[v] as number);
    }
  }
  return reached;
}

function collectShares({ offsets, neighbours }: Graph, search: Search, reached: number): void {
  const { order, distance, paths, share } = search;
  for (let i = reached - 1; i > 0; i--) {
    const v = order[i] as number;
    const nearer = (distance[v] as number) - 1;
    const perPath = (1 + (share[v] as number)) / (paths[v] as number);
    const end = offsets[v + 1] as number;
    for (let at = offsets[v] as number; at < end; at++) {
      const u = neighbours[at] as number;
      if (distance[u] === nearer) share[u] = (share[u] as number) + (paths[u] as number) * perPath;
    }
  }
}
