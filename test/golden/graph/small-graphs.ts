import { buildGraph, canonicalPartition, type Graph, type Partition } from '../../../src/graph/index.ts';

/** An unweighted graph from pairs of node numbers. */
function graphOfPairs(nodeCount: number, pairs: readonly (readonly [number, number])[]): Graph {
  return buildGraph({
    nodeCount,
    source: Int32Array.from(pairs, ([a]) => a),
    target: Int32Array.from(pairs, ([, b]) => b),
  });
}

/** The neighbours of each node that have a higher number, as lists. */
function pairsOf(higher: Readonly<Record<number, readonly number[]>>): [number, number][] {
  return Object.entries(higher).flatMap(([a, list]) => list.map((b): [number, number] => [Number(a), b]));
}

/** Krackhardt's kite: ten people, degree, closeness and betweenness led by three different ones (ASQ 35, 1990). */
export const KITE = graphOfPairs(
  10,
  pairsOf({ 0: [1, 2, 3, 5], 1: [3, 4, 6], 2: [3, 5], 3: [4, 5, 6], 4: [6], 5: [6, 7], 6: [7], 7: [8], 8: [9] }),
);

/** Zachary's karate club: 34 members, 78 friendships (J. Anthropological Research 33, 1977), numbered from 0. */
export const KARATE = graphOfPairs(
  34,
  pairsOf({
    0: [1, 2, 3, 4, 5, 6, 7, 8, 10, 11, 12, 13, 17, 19, 21, 31],
    1: [2, 3, 7, 13, 17, 19, 21, 30],
    2: [3, 7, 8, 9, 13, 27, 28, 32],
    3: [7, 12, 13],
    4: [6, 10],
    5: [6, 10, 16],
    6: [16],
    8: [30, 32, 33],
    9: [33],
    13: [33],
    14: [32, 33],
    15: [32, 33],
    18: [32, 33],
    19: [33],
    20: [32, 33],
    22: [32, 33],
    23: [25, 27, 29, 32, 33],
    24: [25, 27, 31],
    25: [31],
    26: [29, 33],
    27: [33],
    28: [31, 33],
    29: [32, 33],
    30: [32, 33],
    31: [32, 33],
    32: [33],
  }),
);

const WITH_THE_TEACHER = [0, 1, 2, 3, 4, 5, 6, 7, 8, 10, 11, 12, 13, 16, 17, 19, 21];

/** How the club split: with the teacher (node 0) or with the administrator (node 33). */
export const KARATE_FACTIONS: Partition = canonicalPartition(
  Int32Array.from({ length: 34 }, (_, v) => (WITH_THE_TEACHER.includes(v) ? 0 : 1)),
);

/** 30 cliques of five in a ring, each joined to the next by one tie: 150 nodes, 330 ties. */
export const RING_OF_CLIQUES = graphOfPairs(
  150,
  Array.from({ length: 30 }, (_, clique) => {
    const at = (i: number): number => (clique * 5 + i) % 150;
    const inside = [0, 1, 2, 3, 4].flatMap((i) =>
      [0, 1, 2, 3, 4].filter((j) => j > i).map((j): [number, number] => [at(i), at(j)]),
    );
    return [...inside, [at(0), at(6)] as [number, number]];
  }).flat(),
);

/** Each clique by itself (`together` 1), or neighbouring cliques joined in pairs (2). */
export function ringPartition(together: number): Partition {
  return canonicalPartition(Int32Array.from({ length: 150 }, (_, v) => Math.floor(v / (5 * together))));
}
