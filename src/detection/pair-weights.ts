import { LAYER_WEIGHT, type NodeId, type Tie, type TieKind } from './ties.ts';

/** Pairs weaker than this are noise: they would join all of a city into one component (default). */
const MIN_PAIR_WEIGHT = 0.05;

/**
 * One weight per pair: the strongest tie of each layer times the layer's weight, summed over layers (detection 3.3).
 * Several ties of one layer say the same thing and do not add up.
 */
export function pairWeights(ties: readonly Tie[]): Map<NodeId, Map<NodeId, number>> {
  const layers = new Map<NodeId, Map<NodeId, Map<TieKind, number>>>();
  for (const tie of ties) {
    for (const [a, b] of [
      [tie.from, tie.to],
      [tie.to, tie.from],
    ] as const) {
      const others = layers.get(a) ?? new Map<NodeId, Map<TieKind, number>>();
      const kinds = others.get(b) ?? new Map<TieKind, number>();
      kinds.set(tie.kind, Math.max(kinds.get(tie.kind) ?? 0, tie.weight));
      others.set(b, kinds);
      layers.set(a, others);
    }
  }
  const weights = new Map<NodeId, Map<NodeId, number>>();
  for (const [a, others] of layers) {
    const row = new Map<NodeId, number>();
    for (const [b, kinds] of others) {
      // A fixed order of layers: float sums must not depend on the order of ties.
      const weight = [...kinds].sort().reduce((sum, [kind, value]) => sum + LAYER_WEIGHT[kind] * value, 0);
      if (weight >= MIN_PAIR_WEIGHT) row.set(b, weight);
    }
    weights.set(a, row);
  }
  return weights;
}
