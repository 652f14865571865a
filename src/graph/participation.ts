import type { Graph } from './csr.ts';
import type { Partition } from './partition.ts';

/**
 * A node's place in and between communities.
 *
 * Idea: z compares a node's ties inside its community with its fellows' (in standard deviations of the community, all
 * of whose nodes are known: divided by n). P = 1 - sum over communities of (share of ties that go there)^2: 0 when all
 * ties stay in one community, near 1 when they are spread evenly over many. Ties are counted, not weighed.
 * Guimera and Amaral, Nature 433, 2005. Small communities raise P: compare nodes of communities of like size.
 */
type Place = {
  /** 0 where all nodes of the community have equally many ties inside. */
  readonly z: Float64Array;
  /** NaN for a node without ties, for which it is not defined. */
  readonly participation: Float64Array;
};

export function placeInCommunities(graph: Graph, partition: Partition): Place {
  const { nodeCount, offsets, neighbours } = graph;
  const { labels, count } = partition;
  const inside = new Float64Array(nodeCount);
  const participation = new Float64Array(nodeCount);
  const ties = new Int32Array(count);
  for (let v = 0; v < nodeCount; v++) {
    const row = neighbours.subarray(offsets[v], offsets[v + 1]);
    for (const u of row) ties[labels[u] as number] = (ties[labels[u] as number] as number) + 1;
    inside[v] = ties[labels[v] as number] as number;
    let squares = 0;
    for (const u of row) {
      const label = labels[u] as number;
      squares += ((ties[label] as number) / row.length) ** 2;
      ties[label] = 0;
    }
    participation[v] = row.length === 0 ? Number.NaN : 1 - squares;
  }
  return { z: standardScores(inside, partition), participation };
}

function standardScores(inside: Float64Array, { labels, count }: Partition): Float64Array {
  const size = new Float64Array(count);
  const sum = new Float64Array(count);
  const squares = new Float64Array(count);
  for (let v = 0; v < inside.length; v++) {
    const label = labels[v] as number;
    const ties = inside[v] as number;
    size[label] = (size[label] as number) + 1;
    sum[label] = (sum[label] as number) + ties;
    squares[label] = (squares[label] as number) + ties * ties;
  }
  return inside.map((ties, v) => {
    const label = labels[v] as number;
    const n = size[label] as number;
    // n times the variance times n is a whole number: exactly 0 when all are equal.
    const spread = n * (squares[label] as number) - (sum[label] as number) ** 2;
    return spread === 0 ? 0 : (n * ties - (sum[label] as number)) / Math.sqrt(spread);
  });
}
