import type { Level } from './leiden-level.ts';
import type { Rows, Workspace } from './leiden-workspace.ts';
import type { Partition } from './partition.ts';

/**
 * Aggregation: each part of a partition becomes one node of the next level.
 * Idea: nodes are grouped by part with a counting sort, and the rows of a part are added up in a dense array that is
 * emptied after each part. Weight inside a part is left out: it moves with its node. O(nodes + edges).
 */
export function aggregate(level: Level, partition: Partition, room: Workspace): Level {
  const { labels, count } = partition;
  const depth = level.depth + 1;
  const rows = room.rowsAt(depth, crossingCount(level, labels));
  const offsets = new Int32Array(count + 1);
  const mass = new Float64Array(count);
  for (let v = 0; v < labels.length; v++) {
    const label = labels[v] as number;
    mass[label] = (mass[label] as number) + (level.mass[v] as number);
  }
  const collect = createCollector(level, groupByLabel(partition), room.linked, rows);
  for (let part = 0; part < count; part++) offsets[part + 1] = collect(part, offsets[part] as number);
  const { lambda, tolerance } = level;
  return { depth, nodeCount: count, offsets, ...rows, mass, lambda, tolerance };
}

/** The nodes of each part: those of part p stand at offsets[p] .. offsets[p + 1]. */
type Groups = { readonly labels: Int32Array; readonly offsets: Int32Array; readonly nodes: Int32Array };

/** A function that appends the row of one part and gives the new fill. */
function createCollector(
  { offsets, neighbours, weights }: Level,
  { labels, offsets: groupOffsets, nodes }: Groups,
  linked: Workspace['linked'],
  rows: Rows,
): (part: number, filled: number) => number {
  return (part, filled) => {
    let next = filled;
    const last = groupOffsets[part + 1] as number;
    for (let k = groupOffsets[part] as number; k < last; k++) {
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

function groupByLabel({ labels, count }: Partition): Groups {
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
  return { labels, offsets, nodes };
}
