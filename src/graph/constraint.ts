import { type Graph, strengths } from './csr.ts';

/**
 * Burt's constraint: how far a node's ties lead back to one another; low values span structural holes, as brokers do.
 *
 * Idea: c_v = sum over neighbours j of (p_vj + sum over q of p_vq p_qj)^2, where p_vj is the share of v's tie weight
 * that goes to j and q is any third node tied to both.
 * Burt, Structural Holes, Harvard University Press, 1992, chapter 2. O(sum of squared degrees).
 * @returns one value a node; NaN for a node without ties, for which it is not defined.
 */
export function constraint(graph: Graph): Float64Array {
  const { nodeCount, offsets, loops } = graph;
  const strength = strengths(graph).map((sum, v) => sum - 2 * (loops[v] as number));
  const invested = new Float64Array(nodeCount);
  const result = new Float64Array(nodeCount);
  for (let v = 0; v < nodeCount; v++) {
    const isAlone = offsets[v] === offsets[v + 1];
    result[v] = isAlone ? Number.NaN : constraintOf(graph, strength, invested, v);
  }
  return result;
}

/** `invested` is all zero before and after. */
function constraintOf(graph: Graph, strength: Float64Array, invested: Float64Array, v: number): number {
  const { offsets, neighbours, weights } = graph;
  const start = offsets[v] as number;
  const end = offsets[v + 1] as number;
  for (let i = start; i < end; i++) {
    const q = neighbours[i] as number;
    const direct = (weights[i] as number) / (strength[v] as number);
    invested[q] = (invested[q] as number) + direct;
    const last = offsets[q + 1] as number;
    for (let k = offsets[q] as number; k < last; k++) {
      const j = neighbours[k] as number;
      invested[j] = (invested[j] as number) + (direct * (weights[k] as number)) / (strength[q] as number);
    }
  }
  let sum = 0;
  for (let i = start; i < end; i++) sum += (invested[neighbours[i] as number] as number) ** 2;
  for (let i = start; i < end; i++) {
    const q = neighbours[i] as number;
    invested[q] = 0;
    const last = offsets[q + 1] as number;
    for (let k = offsets[q] as number; k < last; k++) invested[neighbours[k] as number] = 0;
  }
  return sum;
}
