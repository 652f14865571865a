import type { Level } from './leiden-level.ts';
import type { Workspace } from './leiden-workspace.ts';
import type { Partition } from './partition.ts';

/**
 * Aggregation: each part of a partition becomes one node of the next level.
 * Idea: nodes are grouped by part with a counting sort, and the rows of a part are added up in a dense array that is
 * emptied after each part. Weight inside a part is left out: it moves with its node. O(nodes + edges).
 */
export function aggregate(level: Level, partition: Partition, { linked }: Workspace): Level {
  const { labels, count } = partition;
  const { lambda, tolerance } = level;
  const bound = crossingCount(level, labels);
  const rows = {
    offsets: new Int32Array(count + 1),
    neighbours: new Int32Array(bound),
    weights: level.weights instanceof Int32Array ? new Int32Array(bound) : new Float64Array(bound),
  };
  const grouped = groupByLabel(labels, count);
  const collect = createCollector(level, labels, linked, rows);
  let filled = 0;
  for (let part = 0; part < count; part++) {
    const from = grouped.offsets[part] as number;
    filled = collect(grouped.nodes.subarray(from, grouped.offsets[part + 1]), part, filled);
    rows.offsets[part + 1] = filled;
  }
  const mass = new Float64Array(count);
  for (let v = 0; v < labels.length; v++) {
    const label = labels[v] as number;
    mass[label] = (mass[label] as number) + (level.mass[v] as number);
  }
  return {
    nodeCount: count,
    offsets: rows.offsets,
    neighbours: rows.neighbours.subarray(0, filled),
    weights: rows.weights.subarray(0, filled),
    mass,
    lambda,
    tolerance,
  };
}

type Rows = Pick<Level, 'neighbours' | 'weights'>;

/** A function that appends the row of one part and gives the new fill. */
function createCollector(
  { offsets, neighbours, weights }: Level,
  labels: Int32Array,
  linked: Workspace['linked'],
  rows: Rows,
): (nodes: Int32Array, part: number, filled: number) => number {
  return (nodes, part, filled) => {
    let next = filled;
    for (let k = 0; k < nodes.length; k++) {
      const v = nodes[k] as number;
      const end = offsets[v + 1] as number;
      for (let i = offsets[v] as number; i < end; i++) {
        const label = labels[neighbours[i] as number] as number;
        if (label === part) continue;
        const before = linked[label] as number;
        if (before === 0) rows.neighbours[next++] = label;
        linked[label] = before + (weights[i] as number);
      }
    }
    for (let i = filled; i < next; i++) {
      const label = rows.neighbours[i] as number;
      rows.weights[i] = linked[label] as number;
      linked[label] = 0;
    }
    return next;
  };
}

function crossingCount({ nodeCount, offsets, neighbours }: Level, labels: Int32Array): number {
  let crossing = 0;
  for (let v = 0; v < nodeCount; v++) {
    const label = labels[v];
    const end = offsets[v + 1] as number;
    for (let i = offsets[v] as number; i < end; i++) if (labels[neighbours[i] as number] !== label) crossing++;
  }
  return crossing;
}

function groupByLabel(labels: Int32Array, count: number): { offsets: Int32Array; nodes: Int32Array } {
  const offsets = new Int32Array(count + 1);
  for (let v = 0; v < labels.length; v++) {
    const next = (labels[v] as number) + 1;
    offsets[next] = (offsets[next] as number) + 1;
  }
  for (let i = 1; i <= count; i++) offsets[i] = (offsets[i] as number) + (offsets[i - 1] as number);
  const cursor = offsets.slice();
  const nodes = new Int32Array(labels.length);
  for (let v = 0; v < labels.length; v++) {
    const label = labels[v] as number;
    const at = cursor[label] as number;
    nodes[at] = v;
    cursor[label] = at + 1;
  }
  return { offsets, nodes };
}
