import type { Graph } from './csr.ts';

/**
 * Shortest paths by number of ties.
 * Idea: breadth-first search with a queue in a typed array; neighbours are looked at in ascending order, so of several
 * shortest paths the one found is always the same. Moore, Int. Symp. Theory of Switching, 1959. O(nodes + edges).
 * @returns the number of ties from `source` to each node; -1 where none leads there.
 */
export function distancesFrom(graph: Graph, source: number): Int32Array {
  return search(graph, source, -1).distance;
}

/** The nodes of a shortest path, both ends included; null where none joins them. */
export function shortestPath(graph: Graph, source: number, target: number): number[] | null {
  const { distance, parent } = search(graph, source, target);
  if (distance[target] === -1) return null;
  const path = [target];
  for (let v = target; v !== source; ) {
    v = parent[v] as number;
    path.push(v);
  }
  return path.reverse();
}

/** Distances are -1 where not reached; the search ends at `stopAt`, if that is a node. */
function search({ nodeCount, offsets, neighbours }: Graph, source: number, stopAt: number) {
  const distance = new Int32Array(nodeCount).fill(-1);
  const parent = new Int32Array(nodeCount).fill(-1);
  const queue = new Int32Array(nodeCount);
  let filled = 0;
  distance[source] = 0;
  queue[filled++] = source;
  for (let i = 0; i < filled; i++) {
    const v = queue[i] as number;
    if (v === stopAt) break;
    const end = offsets[v + 1] as number;
    for (let at = offsets[v] as number; at < end; at++) {
      const u = neighbours[at] as number;
      if (distance[u] !== -1) continue;
      distance[u] = (distance[v] as number) + 1;
      parent[u] = v;
      queue[filled++] = u;
    }
  }
  return { distance, parent };
}
