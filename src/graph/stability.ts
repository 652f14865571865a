import type { LeidenRun } from './leiden.ts';
import { membersOf, type Partition } from './partition.ts';

/**
 * How far a partition survives another seed.
 *
 * Idea: the search is repeated under other seeds; a node's stability is the mean, over the runs, of the share of its
 * fellows that it is still together with (mean co-membership). A node alone in its community scores the share of runs
 * that leave it alone. Under 0.6 a member is uncertain (detection 3.3).
 * Lancichinetti and Fortunato, Scientific Reports 2, 336 (2012). O(runs x nodes) beside the runs themselves; no n x n
 * table is kept.
 */
const STABILITY_RUNS = 20;

/** Stability of each node, 0 .. 1, over `STABILITY_RUNS` runs whose seeds derive from `seed`. */
export function nodeStability(
  partition: Partition,
  run: Omit<LeidenRun, 'seed'> & { readonly seed: string },
  search: (run: LeidenRun) => Partition,
): Float64Array {
  const members = membersOf(partition);
  const together = new Float64Array(partition.labels.length);
  for (let i = 1; i <= STABILITY_RUNS; i++) {
    const other = search({ ...run, seed: `${run.seed}:${i}` });
    const sizes = new Int32Array(other.count);
    for (const label of other.labels) sizes[label] = (sizes[label] as number) + 1;
    const shared = new Int32Array(other.count);
    for (const nodes of members) addCoMembership(nodes, other, { sizes, shared }, together);
  }
  return together.map((sum) => sum / STABILITY_RUNS);
}

type Counts = { readonly sizes: Int32Array; readonly shared: Int32Array };

/** `shared` is all zero before and after. */
function addCoMembership(nodes: readonly number[], other: Partition, counts: Counts, together: Float64Array): void {
  const { sizes, shared } = counts;
  const labelOf = (v: number) => other.labels[v] as number;
  if (nodes.length === 1) {
    const alone = nodes[0] as number;
    together[alone] = (together[alone] as number) + (sizes[labelOf(alone)] === 1 ? 1 : 0);
    return;
  }
  for (const v of nodes) shared[labelOf(v)] = (shared[labelOf(v)] as number) + 1;
  const fellows = nodes.length - 1;
  for (const v of nodes) together[v] = (together[v] as number) + ((shared[labelOf(v)] as number) - 1) / fellows;
  for (const v of nodes) shared[labelOf(v)] = 0;
}
