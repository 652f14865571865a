import { createRng, type Rng } from '../core/index.ts';
import { aggregate } from './aggregation.ts';
import type { Graph } from './csr.ts';
import { createBaseLevels, type Level, type Objective } from './leiden-level.ts';
import { createWorkspace, type Workspace } from './leiden-workspace.ts';
import { moveNodes } from './local-moving.ts';
import { canonicalPartition, connectedParts, type Partition, sameLabels } from './partition.ts';
import { refinePartition } from './refinement.ts';

/**
 * The Leiden algorithm: communities that hang together.
 *
 * Idea: move single nodes to where they gain most, refine each community into well-connected parts, make one node of
 * each part and repeat on the smaller graph, starting there from the unrefined communities, until nothing moves.
 * Traag, Waltman and van Eck, "From Louvain to Leiden: guaranteeing well-connected communities", Scientific Reports 9,
 * 5233 (2019).
 *
 * Exact and repeatable: weights are whole numbers, so sums do not depend on order; the seed decides only in which order
 * nodes are looked at; ties go to the community seen first. The result depends on the numbering of the nodes, so
 * callers number them by content id (`graphOfTies` does).
 * Cost: about linear in edges per round; memory about 2 x the graph.
 */
type LeidenOptions = {
  readonly objective: Objective;
  /** Resolution: the least internal density for `cpm` (weight a pair), 1 for classic `modularity`. */
  readonly gamma: number;
  readonly seed: string;
  /** At most this many rounds, each from the communities of the last; it ends early when nothing moves. Default 1. */
  readonly rounds?: number;
};

/** One run of a search: which resolution, which seed, how many rounds at most. */
export type LeidenRun = Omit<LeidenOptions, 'objective'>;

/** Communities of a graph in canonical form, each connected. */
export function leiden(graph: Graph, { objective, ...run }: LeidenOptions): Partition {
  return createLeiden(graph, objective)(run);
}

/** Modularity communities by Leiden: what graphology-communities-louvain computes by Louvain. For comparison only. */
export function modularityCommunities(graph: Graph, seed: string): Partition {
  return leiden(graph, { objective: 'modularity', gamma: 1, seed });
}

/** The search as a function to be called for many resolutions and seeds on one graph: scratch room is made once. */
export function createLeiden(graph: Graph, objective: Objective): (run: LeidenRun) => Partition {
  const room = createWorkspace(graph);
  const baseAt = createBaseLevels(graph, objective);
  return ({ gamma, seed, rounds = 1 }) => {
    const rng = createRng(seed);
    const base = baseAt(gamma);
    let partition: Partition = { labels: identity(graph.nodeCount), count: graph.nodeCount };
    for (let round = 0; round < rounds; round++) {
      const improved = connectedParts(graph, leidenRound(base, partition.labels, room, rng));
      const settled = sameLabels(improved, partition);
      partition = improved;
      if (settled) break;
    }
    return partition;
  };
}

function leidenRound(base: Level, start: Int32Array, room: Workspace, rng: Rng): Int32Array {
  let level = base;
  let labels: Int32Array = start.slice();
  let nodeOf: Int32Array | null = null;
  for (;;) {
    shuffle(room.order, level.nodeCount, rng);
    const communities = moveNodes(level, labels, room);
    if (communities === level.nodeCount) break;
    const parts = canonicalPartition(refinePartition(level, labels, room));
    if (parts.count === level.nodeCount) break;
    level = aggregate(level, parts, room);
    labels = labelsOfParts(parts, labels);
    nodeOf = nodeOf === null ? parts.labels : compose(nodeOf, parts.labels);
  }
  return nodeOf === null ? labels : compose(nodeOf, labels);
}

/** The community of each part, under labels small enough for the next level: where that level starts. */
function labelsOfParts(parts: Partition, communities: Int32Array): Int32Array {
  const labels = new Int32Array(parts.count);
  for (let v = 0; v < communities.length; v++) labels[parts.labels[v] as number] = communities[v] as number;
  return canonicalPartition(labels, communities.length).labels;
}

function compose(first: Int32Array, second: Int32Array): Int32Array {
  return first.map((middle) => second[middle] as number);
}

function identity(length: number): Int32Array {
  const labels = new Int32Array(length);
  for (let v = 0; v < length; v++) labels[v] = v;
  return labels;
}

/** Fills `order` with 0 .. length - 1, every order equally likely under the seed (Fisher and Yates). */
function shuffle(order: Int32Array, length: number, rng: Rng): void {
  for (let i = 0; i < length; i++) {
    const j = rng.int(i + 1);
    order[i] = order[j] as number;
    order[j] = i;
  }
}
