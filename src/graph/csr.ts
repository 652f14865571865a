import { MILLI, milliWeight, type Weights, weightArray } from './weights.ts';

/**
 * An undirected, weighted, multiplex graph as compressed sparse rows (CSR).
 *
 * Idea: a graph of millions of ties is four typed arrays, not millions of objects. Edges are sorted by two counting
 * sorts (first by the higher end, then by the lower; each is stable, so pairs come out in order), equal neighbours are
 * then side by side and are added up, and the sorted pairs are mirrored into rows.
 * Cost: O(nodes + edges) time; about 40 bytes an edge at the peak.
 */
export type Graph = {
  readonly nodeCount: number;
  /** Distinct pairs; self loops are not counted. */
  readonly edgeCount: number;
  /** nodeCount + 1 long: the row of node v is offsets[v] .. offsets[v + 1] of the three arrays below. */
  readonly offsets: Int32Array;
  /** Both directions of each pair; ascending inside a row. */
  readonly neighbours: Int32Array;
  /** Milli-weights, at least 1. */
  readonly weights: Weights;
  /** Which layers a pair rests on, as a bit mask; null where the edges named no layers. */
  readonly layers: Int32Array | null;
  /** Milli-weight of the self loops of each node, kept apart from the rows. */
  readonly loops: Float64Array;
};

/** Edges as columns of equal length. Both directions of a pair, and repeats of it, are the same tie. */
type EdgeColumns = {
  readonly nodeCount: number;
  readonly source: Int32Array;
  readonly target: Int32Array;
  /** Finite and at least 0; absent means 1 for each edge. An edge under 0.0005 rounds to no tie and is left out. */
  readonly weight?: Int32Array | Float64Array;
  /** Layer number 0 .. 31 of each edge. */
  readonly layer?: Uint8Array;
};

const MAX_LAYERS = 32;

/** Pairs grouped by one end: `others`, `weights` and `masks` of end v stand at offsets[v] .. offsets[v + 1]. */
type Sorted = { offsets: Int32Array; others: Int32Array; weights: Weights; masks: Int32Array | null };

/**
 * Builds the graph. The result does not depend on the order of the edges nor on which end is the source.
 * @throws RangeError on a node outside 0 .. nodeCount - 1, a bad weight, a layer over 31 or columns of unequal length.
 */
export function buildGraph(edges: EdgeColumns): Graph {
  checkColumns(edges);
  const loops = new Float64Array(edges.nodeCount);
  const byHigh = sortByHighEnd(edges, loops);
  const pairs = collapse(sortByLowEnd(byHigh));
  return mirror(pairs, loops);
}

function checkColumns({ nodeCount, source, target, weight, layer }: EdgeColumns): void {
  const length = source.length;
  for (const column of [target, weight, layer]) {
    if (column !== undefined && column.length !== length) {
      throw new RangeError(`an edge column has ${column.length} values where source has ${length}`);
    }
  }
  for (let i = 0; i < length; i++) {
    const a = source[i] as number;
    const b = target[i] as number;
    if (a < 0 || b < 0 || a >= nodeCount || b >= nodeCount) {
      throw new RangeError(`edge ${i} joins nodes ${a} and ${b}; nodes are 0 to ${nodeCount - 1}`);
    }
    if (layer !== undefined && (layer[i] as number) >= MAX_LAYERS) {
      throw new RangeError(`edge ${i} is on layer ${layer[i]}; layers are 0 to ${MAX_LAYERS - 1}`);
    }
  }
}

function sortByHighEnd({ nodeCount, source, target, weight, layer }: EdgeColumns, loops: Float64Array): Sorted {
  const cursor = new Int32Array(nodeCount + 1);
  let total = 0;
  for (let i = 0; i < source.length; i++) {
    const w = weight === undefined ? MILLI : milliWeight(weight[i] as number, i);
    total += w;
    if (w > 0 && source[i] !== target[i]) bump(cursor, Math.max(source[i] as number, target[i] as number) + 1);
  }
  accumulate(cursor);
  const offsets = cursor.slice();
  const length = offsets[nodeCount] as number;
  const others = new Int32Array(length);
  const weights = weightArray(length, total);
  const masks = layer === undefined ? null : new Int32Array(length);
  for (let i = 0; i < source.length; i++) {
    const a = source[i] as number;
    const b = target[i] as number;
    const w = weight === undefined ? MILLI : milliWeight(weight[i] as number, i);
    if (a === b) loops[a] = (loops[a] as number) + w;
    if (w === 0 || a === b) continue;
    const at = bump(cursor, Math.max(a, b));
    others[at] = Math.min(a, b);
    weights[at] = w;
    if (masks !== null && layer !== undefined) masks[at] = 1 << (layer[i] as number);
  }
  return { offsets, others, weights, masks };
}

function sortByLowEnd(byHigh: Sorted): Sorted {
  const nodeCount = byHigh.offsets.length - 1;
  const length = byHigh.others.length;
  const cursor = new Int32Array(nodeCount + 1);
  for (let i = 0; i < length; i++) bump(cursor, (byHigh.others[i] as number) + 1);
  accumulate(cursor);
  const offsets = cursor.slice();
  const others = new Int32Array(length);
  const weights = byHigh.weights.slice();
  const masks = byHigh.masks === null ? null : new Int32Array(length);
  for (let high = 0; high < nodeCount; high++) {
    const end = byHigh.offsets[high + 1] as number;
    for (let i = byHigh.offsets[high] as number; i < end; i++) {
      const at = bump(cursor, byHigh.others[i] as number);
      others[at] = high;
      weights[at] = byHigh.weights[i] as number;
      if (masks !== null && byHigh.masks !== null) masks[at] = byHigh.masks[i] as number;
    }
  }
  return { offsets, others, weights, masks };
}

/** Adds up repeats of a pair, which stand side by side, in place. */
function collapse({ offsets, others, weights, masks }: Sorted): Sorted {
  const nodeCount = offsets.length - 1;
  let kept = 0;
  let start = 0;
  for (let low = 0; low < nodeCount; low++) {
    const end = offsets[low + 1] as number;
    const first = kept;
    for (let i = start; i < end; i++) {
      if (kept > first && others[kept - 1] === others[i]) {
        weights[kept - 1] = (weights[kept - 1] as number) + (weights[i] as number);
        if (masks !== null) masks[kept - 1] = (masks[kept - 1] as number) | (masks[i] as number);
        continue;
      }
      others[kept] = others[i] as number;
      weights[kept] = weights[i] as number;
      if (masks !== null) masks[kept] = masks[i] as number;
      kept++;
    }
    start = end;
    offsets[low + 1] = kept;
  }
  return { offsets, others, weights, masks };
}

/**
 * Writes each pair into the rows of both ends. Row x first receives its lower neighbours, in order, from the pairs of
 * those neighbours, and then its higher ones: rows are ascending without a further sort.
 */
function mirror(pairs: Sorted, loops: Float64Array): Graph {
  const nodeCount = loops.length;
  const edgeCount = pairs.offsets[nodeCount] as number;
  const cursor = new Int32Array(nodeCount + 1);
  for (let low = 0; low < nodeCount; low++) {
    const end = pairs.offsets[low + 1] as number;
    const start = pairs.offsets[low] as number;
    cursor[low + 1] = (cursor[low + 1] as number) + end - start;
    for (let i = start; i < end; i++) bump(cursor, (pairs.others[i] as number) + 1);
  }
  accumulate(cursor);
  const offsets = cursor.slice();
  const neighbours = new Int32Array(2 * edgeCount);
  const weights = pairs.weights instanceof Int32Array ? new Int32Array(2 * edgeCount) : new Float64Array(2 * edgeCount);
  const layers = pairs.masks === null ? null : new Int32Array(2 * edgeCount);
  for (let low = 0; low < nodeCount; low++) {
    const end = pairs.offsets[low + 1] as number;
    for (let i = pairs.offsets[low] as number; i < end; i++) {
      const high = pairs.others[i] as number;
      const there = bump(cursor, low);
      const back = bump(cursor, high);
      neighbours[there] = high;
      neighbours[back] = low;
      weights[there] = weights[back] = pairs.weights[i] as number;
      if (layers !== null && pairs.masks !== null) layers[there] = layers[back] = pairs.masks[i] as number;
    }
  }
  return { nodeCount, edgeCount, offsets, neighbours, weights, layers, loops };
}

/** Adds one to a counter and gives its value before. */
function bump(counters: Int32Array, at: number): number {
  const value = counters[at] as number;
  counters[at] = value + 1;
  return value;
}

/** Turns counts at v + 1 into the start of each row v. */
function accumulate(counts: Int32Array): void {
  for (let i = 1; i < counts.length; i++) counts[i] = (counts[i] as number) + (counts[i - 1] as number);
}

/** Milli-weight at each node, a self loop counting twice: the weighted degree of modularity. */
export function strengths(graph: Graph): Float64Array {
  const { nodeCount, offsets, weights, loops } = graph;
  const strength = new Float64Array(nodeCount);
  for (let v = 0; v < nodeCount; v++) {
    let sum = 2 * (loops[v] as number);
    const end = offsets[v + 1] as number;
    for (let i = offsets[v] as number; i < end; i++) sum += weights[i] as number;
    strength[v] = sum;
  }
  return strength;
}

/** The number of neighbours of a node. */
export function degree(graph: Graph, node: number): number {
  return (graph.offsets[node + 1] as number) - (graph.offsets[node] as number);
}

/** Where the tie of two nodes stands in the rows (for `weights` and `layers`), or -1 where there is none. O(log degree). */
export function positionOf(graph: Graph, from: number, to: number): number {
  let low = graph.offsets[from] as number;
  let high = (graph.offsets[from + 1] as number) - 1;
  while (low <= high) {
    const middle = (low + high) >>> 1;
    const neighbour = graph.neighbours[middle] as number;
    if (neighbour === to) return middle;
    if (neighbour < to) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}
