import type { Graph } from './csr.ts';

/**
 * Articulation points and bridges: nodes and ties without which a component falls apart.
 *
 * Idea: a depth-first walk numbers nodes as it finds them and notes the lowest number that each subtree reaches by one
 * tie back. A child that reaches no further up than its parent makes the parent an articulation point; one that does
 * not even reach the parent makes the tie a bridge. The walk keeps its own stack, so long chains cannot overflow.
 * Tarjan, SIAM J. Comput. 1(2), 1972. O(nodes + edges).
 */
type CutPoints = {
  /** Ascending. */
  readonly articulation: number[];
  /** Pairs [lower, higher], ascending. */
  readonly bridges: [number, number][];
};

export function cutPoints(graph: Graph): CutPoints {
  const { nodeCount } = graph;
  const walk: Walk = {
    found: new Int32Array(nodeCount),
    low: new Int32Array(nodeCount),
    parent: new Int32Array(nodeCount).fill(-1),
    next: graph.offsets.slice(0, nodeCount),
    isCut: new Uint8Array(nodeCount),
    bridges: [],
    clock: 0,
  };
  for (let root = 0; root < nodeCount; root++) if (walk.found[root] === 0) walkFrom(graph, walk, root);
  const articulation = [...walk.isCut.keys()].filter((v) => walk.isCut[v] === 1);
  return { articulation, bridges: walk.bridges.sort((a, b) => a[0] - b[0] || a[1] - b[1]) };
}

type Walk = {
  /** When each node was found; 0 is not yet. */
  readonly found: Int32Array;
  readonly low: Int32Array;
  readonly parent: Int32Array;
  /** The next neighbour of each node to look at. */
  readonly next: Int32Array;
  readonly isCut: Uint8Array;
  readonly bridges: [number, number][];
  clock: number;
};

function walkFrom({ offsets, neighbours }: Graph, walk: Walk, root: number): void {
  const { found, low, parent, next } = walk;
  let rootChildren = 0;
  let v = root;
  found[v] = low[v] = ++walk.clock;
  while (v !== -1) {
    const at = next[v] as number;
    if (at === offsets[v + 1]) {
      const up = parent[v] as number;
      if (up !== -1) leave(walk, v, up, root);
      v = up;
      continue;
    }
    next[v] = at + 1;
    const u = neighbours[at] as number;
    if (found[u] === 0) {
      parent[u] = v;
      found[u] = low[u] = ++walk.clock;
      if (v === root) rootChildren++;
      v = u;
    } else if (u !== parent[v]) {
      low[v] = Math.min(low[v] as number, found[u] as number);
    }
  }
  if (rootChildren > 1) walk.isCut[root] = 1;
}

/** Tells the parent what the finished child's subtree reaches. */
function leave({ found, low, isCut, bridges }: Walk, child: number, parent: number, root: number): void {
  const reach = low[child] as number;
  const age = found[parent] as number;
  low[parent] = Math.min(low[parent] as number, reach);
  if (reach >= age && parent !== root) isCut[parent] = 1;
  if (reach > age) bridges.push([Math.min(child, parent), Math.max(child, parent)]);
}
