import { type Graph, strengths } from './csr.ts';
import type { Partition } from './partition.ts';
import { MILLI } from './weights.ts';

/** Sums over one community: weights in units of weight (not thousandths), self loops counted once inside. */
type CommunitySums = { nodes: number; inside: number; outward: number; strength: number };

/** The sums that every quality below is made of, per community. */
export function communitySums(graph: Graph, { labels, count }: Partition): CommunitySums[] {
  const sums = Array.from({ length: count }, () => ({ nodes: 0, inside: 0, outward: 0, strength: 0 }));
  const strength = strengths(graph);
  for (let v = 0; v < graph.nodeCount; v++) {
    const own = sums[labels[v] as number] as CommunitySums;
    let twiceInside = 2 * (graph.loops[v] as number);
    let outward = 0;
    const end = graph.offsets[v + 1] as number;
    for (let i = graph.offsets[v] as number; i < end; i++) {
      const weight = graph.weights[i] as number;
      if (labels[graph.neighbours[i] as number] === labels[v]) twiceInside += weight;
      else outward += weight;
    }
    own.nodes++;
    own.inside += twiceInside / 2;
    own.outward += outward;
    own.strength += strength[v] as number;
  }
  return sums.map(({ nodes, inside, outward, strength: sum }) => ({
    nodes,
    inside: inside / MILLI,
    outward: outward / MILLI,
    strength: sum / MILLI,
  }));
}

/**
 * Modularity Q = sum(e_c / m - gamma (K_c / 2m)^2); 0 for a graph without ties.
 * Newman and Girvan, Phys. Rev. E 69, 026113 (2004). A high Q is no evidence that a network is real: random graphs
 * have partitions of high Q too.
 */
export function modularity(graph: Graph, partition: Partition, gamma = 1): number {
  const sums = communitySums(graph, partition);
  const twiceTotal = sums.reduce((sum, { strength }) => sum + strength, 0);
  if (twiceTotal === 0) return 0;
  return sums.reduce(
    (q, { inside, strength }) => q + (2 * inside) / twiceTotal - gamma * (strength / twiceTotal) ** 2,
    0,
  );
}

/** Constant Potts model H = sum(e_c - gamma n_c (n_c - 1) / 2), in units of weight. Traag et al. 2011. */
export function constantPotts(graph: Graph, partition: Partition, gamma: number): number {
  return communitySums(graph, partition).reduce(
    (h, { inside, nodes }) => h + inside - (gamma * nodes * (nodes - 1)) / 2,
    0,
  );
}

/**
 * Share of a community's ties that lead out of it: outward / min(strength, strength of the rest); null where that is
 * nothing. Low is good. Kannan, Vempala and Vetta, J. ACM 51(3), 2004.
 */
export function conductances(graph: Graph, partition: Partition): (number | null)[] {
  const sums = communitySums(graph, partition);
  const whole = sums.reduce((sum, { strength }) => sum + strength, 0);
  return sums.map(({ outward, strength }) => {
    const smaller = Math.min(strength, whole - strength);
    return smaller === 0 ? null : outward / smaller;
  });
}

/** Weight inside a community per pair of its nodes; null for a single node. */
export function internalDensities(graph: Graph, partition: Partition): (number | null)[] {
  return communitySums(graph, partition).map(({ inside, nodes }) =>
    nodes < 2 ? null : (2 * inside) / (nodes * (nodes - 1)),
  );
}
