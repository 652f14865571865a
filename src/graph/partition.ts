import type { Graph } from './csr.ts';

/**
 * A partition is one label per node. In canonical form labels are 0, 1, 2 … in order of each community's lowest node,
 * so that two equal partitions are equal arrays.
 */
export type Partition = { readonly labels: Int32Array; readonly count: number };

/** The same communities under canonical labels. `labels` hold whole numbers from 0 to `bound` - 1. */
export function canonicalPartition(labels: Int32Array, bound: number = labels.length): Partition {
  const renamed = new Int32Array(bound).fill(-1);
  const result = new Int32Array(labels.length);
  let count = 0;
  for (let v = 0; v < labels.length; v++) {
    const old = labels[v] as number;
    if (renamed[old] === -1) renamed[old] = count++;
    result[v] = renamed[old] as number;
  }
  return { labels: result, count };
}

/** Whether two canonical partitions are the same. */
export function sameLabels(a: Partition, b: Partition): boolean {
  return a.count === b.count && a.labels.every((label, v) => label === b.labels[v]);
}

/** The nodes of each community, ascending. */
export function membersOf({ labels, count }: Partition): number[][] {
  const members: number[][] = Array.from({ length: count }, () => []);
  for (const [v, label] of labels.entries()) members[label]?.push(v);
  return members;
}

/**
 * Cuts each community into the parts that hang together inside it, in canonical form. A part that no tie joins to the
 * rest only costs in modularity and in CPM, so the cut never lowers either.
 * Leiden's last level leaves nothing to cut (Traag 2019, section 5); this pass makes that a fact of every result.
 */
export function connectedParts({ nodeCount, offsets, neighbours }: Graph, labels: Int32Array): Partition {
  const part = new Int32Array(nodeCount).fill(-1);
  const stack = new Int32Array(nodeCount);
  let count = 0;
  for (let root = 0; root < nodeCount; root++) {
    if (part[root] !== -1) continue;
    const label = labels[root];
    let top = 0;
    stack[top++] = root;
    part[root] = count;
    while (top > 0) {
      const v = stack[--top] as number;
      const end = offsets[v + 1] as number;
      for (let i = offsets[v] as number; i < end; i++) {
        const u = neighbours[i] as number;
        if (part[u] !== -1 || labels[u] !== label) continue;
        part[u] = count;
        stack[top++] = u;
      }
    }
    count++;
  }
  return { labels: part, count };
}

/** How many communities do not hang together: 0 for every partition that this room reports. */
export function disconnectedCount(graph: Graph, partition: Partition): number {
  const parts = new Int32Array(partition.count);
  const seen = connectedParts(graph, partition.labels);
  const counted = new Uint8Array(seen.count);
  for (let v = 0; v < graph.nodeCount; v++) {
    const part = seen.labels[v] as number;
    if (counted[part] === 1) continue;
    counted[part] = 1;
    const label = partition.labels[v] as number;
    parts[label] = (parts[label] as number) + 1;
  }
  return parts.filter((count) => count > 1).length;
}
