import { createRng, type Rng } from '../../src/core/index.ts';

/** A simple undirected graph with planted communities; edge order and node numbers are shuffled. */
export type PlantedGraph = {
  readonly nodeCount: number;
  readonly source: Int32Array;
  readonly target: Int32Array;
  /** The planted community of each node. */
  readonly planted: Int32Array;
};

/**
 * An LFR-like graph (after Lancichinetti, Fortunato and Radicchi, Phys. Rev. E 78, 046110, 2008): power-law degrees
 * (exponent 2.5, 4 to 300), power-law community sizes (1.5, 12 to 1,000), three ties in ten leave their community.
 * Five edges a node. Shuffled numbers are the worst case for caches.
 */
export function plantedGraph(edgeCount: number, seed: string): PlantedGraph {
  const rng = createRng(seed);
  const nodeCount = Math.floor(edgeCount / 5);
  const groups = communityStarts(nodeCount, rng);
  const stubs = stubsOf(nodeCount, rng);
  const groupOf = new Int32Array(nodeCount);
  for (let g = 0; g + 1 < groups.length; g++) groupOf.fill(g, groups[g], groups[g + 1]);
  const inner = stubsByGroup(stubs, groupOf, groups.length - 1);
  const names = shuffle(
    Int32Array.from({ length: nodeCount }, (_, i) => i),
    rng,
  );
  const source = new Int32Array(edgeCount);
  const target = new Int32Array(edgeCount);
  const seen = new Set<number>();
  for (let filled = 0; filled < edgeCount; ) {
    // The first ties go to each node in turn, so that none is left alone.
    const a = filled < nodeCount ? filled : (stubs[rng.int(stubs.length)] as number);
    const group = groupOf[a] as number;
    const start = inner.offsets[group] as number;
    const length = (inner.offsets[group + 1] as number) - start;
    const b = rng.next() < MIXING ? stubs[rng.int(stubs.length)] : inner.stubs[start + rng.int(length)];
    const key = Math.min(a, b as number) * nodeCount + Math.max(a, b as number);
    if (a === b || seen.has(key)) continue;
    seen.add(key);
    source[filled] = names[a] as number;
    target[filled++] = names[b as number] as number;
  }
  const planted = new Int32Array(nodeCount);
  for (let v = 0; v < nodeCount; v++) planted[names[v] as number] = groupOf[v] as number;
  return { nodeCount, source, target, planted };
}

const MIXING = 0.3;

/** A draw from the density x^-exponent on [low, high]. */
function powerLaw(rng: Rng, exponent: number, low: number, high: number): number {
  const power = 1 - exponent;
  const from = low ** power;
  return Math.floor((from + rng.next() * (high ** power - from)) ** (1 / power));
}

function communityStarts(nodeCount: number, rng: Rng): number[] {
  const starts = [0];
  for (let end = 0; end < nodeCount; ) {
    end = Math.min(nodeCount, end + powerLaw(rng, 1.5, 12, Math.min(1000, nodeCount / 4)));
    starts.push(end);
  }
  return starts;
}

/** Each node as often as its degree: a uniform draw from here is a draw by degree. */
function stubsOf(nodeCount: number, rng: Rng): Int32Array {
  const stubs: number[] = [];
  for (let v = 0; v < nodeCount; v++) {
    const degree = powerLaw(rng, 2.5, 4, 300);
    for (let i = 0; i < degree; i++) stubs.push(v);
  }
  return Int32Array.from(stubs);
}

function stubsByGroup(stubs: Int32Array, groupOf: Int32Array, groupCount: number) {
  // Stubs are ascending by node and groups are ranges of nodes, so the stubs of a group already stand together.
  const offsets = new Int32Array(groupCount + 1);
  for (const stub of stubs) {
    const next = (groupOf[stub] as number) + 1;
    offsets[next] = (offsets[next] as number) + 1;
  }
  for (let g = 1; g <= groupCount; g++) offsets[g] = (offsets[g] as number) + (offsets[g - 1] as number);
  return { offsets, stubs };
}

function shuffle(items: Int32Array, rng: Rng): Int32Array {
  for (let i = items.length - 1; i > 0; i--) {
    const j = rng.int(i + 1);
    const held = items[i] as number;
    items[i] = items[j] as number;
    items[j] = held;
  }
  return items;
}
