import { type Graph, strengths } from './csr.ts';
import { MILLI, type Weights } from './weights.ts';

/**
 * What a partition is judged by. Both objectives are the sum, over communities, of the weight inside minus a penalty
 * for size, and differ only in what a node's mass is:
 * - `cpm`: mass 1 each. H = sum(e_c - gamma n_c (n_c - 1) / 2), the constant Potts model (Traag, Van Dooren and
 *   Nesterov, Phys. Rev. E 84, 016114, 2011). gamma is the least density inside a community.
 * - `modularity`: mass = strength (Newman and Girvan 2004; gamma 1 is the classic form). It has a resolution limit.
 */
export type Objective = 'cpm' | 'modularity';

/** One level of the hierarchy: nodes of the graph at first, then communities found at the level below. */
export type Level = {
  /** 0 for the graph itself. */
  readonly depth: number;
  readonly nodeCount: number;
  readonly offsets: Int32Array;
  readonly neighbours: Int32Array;
  readonly weights: Weights;
  readonly mass: Float64Array;
  /** Penalty of two unit masses in one community, in milli-weight. */
  readonly lambda: number;
  /** A gain below this is rounding, not improvement. */
  readonly tolerance: number;
};

/** The graph as the lowest level, by resolution. Self loops count in a node's strength only: they move with it. */
export function createBaseLevels(graph: Graph, objective: Objective): (gamma: number) => Level {
  const { nodeCount, offsets, neighbours, weights } = graph;
  const strength = strengths(graph);
  const twiceTotal = strength.reduce((sum, value) => sum + value, 0);
  const mass = objective === 'cpm' ? new Float64Array(nodeCount).fill(1) : strength;
  const scale = objective === 'cpm' ? MILLI : 1 / Math.max(1, twiceTotal);
  const tolerance = twiceTotal * 2 ** -48;
  return (gamma) => ({ depth: 0, nodeCount, offsets, neighbours, weights, mass, lambda: gamma * scale, tolerance });
}
