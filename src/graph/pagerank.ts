import { type Graph, strengths } from './csr.ts';

/**
 * Personalised PageRank: where a walker is found who follows ties by weight and, at each step, goes back to one of the
 * seed nodes with probability 1 - damping. High beside the global rank means near the seeds.
 *
 * Idea: repeat p = (1 - damping) s + damping P^T p from p = s until nothing moves; a walker on a node without ties goes
 * back to the seeds. Page, Brin, Motwani and Winograd 1999; Haveliwala, WWW 2002. O(edges) a step, about 140 steps.
 * @param seeds node numbers, at least one; a repeated seed counts once.
 * @returns probabilities that sum to 1.
 */
export function personalisedPageRank(graph: Graph, seeds: readonly number[], damping = 0.85): Float64Array {
  const home = homeOf(graph.nodeCount, seeds);
  const strength = strengths(graph);
  let rank: Float64Array = home;
  for (let step = 0; step < MAX_STEPS; step++) {
    const next = oneStep(graph, { rank, strength, home, damping });
    const moved = next.reduce((sum, value, v) => sum + Math.abs(value - (rank[v] as number)), 0);
    rank = next;
    if (moved < SETTLED) break;
  }
  return rank;
}

/** Total movement of a step, far under the six digits that are reported. */
const SETTLED = 1e-10;
const MAX_STEPS = 1000;

function homeOf(nodeCount: number, seeds: readonly number[]): Float64Array {
  const distinct = new Set(seeds);
  const home = new Float64Array(nodeCount);
  for (const seed of distinct) {
    if (!(seed >= 0 && seed < nodeCount))
      throw new RangeError(`seed ${seed} is no node; nodes are 0 to ${nodeCount - 1}`);
    home[seed] = 1 / distinct.size;
  }
  if (distinct.size === 0) throw new RangeError('personalised PageRank needs at least one seed node');
  return home;
}

type Step = { rank: Float64Array; strength: Float64Array; home: Float64Array; damping: number };

function oneStep(graph: Graph, { rank, strength, home, damping }: Step): Float64Array {
  const { nodeCount, offsets, neighbours, weights, loops } = graph;
  const next = new Float64Array(nodeCount);
  let stranded = 0;
  for (let v = 0; v < nodeCount; v++) {
    if (strength[v] === 0) {
      stranded += rank[v] as number;
      continue;
    }
    const perWeight = (damping * (rank[v] as number)) / (strength[v] as number);
    next[v] = (next[v] as number) + 2 * perWeight * (loops[v] as number);
    const end = offsets[v + 1] as number;
    for (let i = offsets[v] as number; i < end; i++) {
      const u = neighbours[i] as number;
      next[u] = (next[u] as number) + perWeight * (weights[i] as number);
    }
  }
  const back = 1 - damping + damping * stranded;
  for (let v = 0; v < nodeCount; v++) next[v] = (next[v] as number) + back * (home[v] as number);
  return next;
}
