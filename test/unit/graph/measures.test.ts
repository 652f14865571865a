import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  adjustedRandIndex,
  betweenness,
  buildGraph,
  canonicalPartition,
  communitySums,
  conductances,
  connectedComponents,
  constraint,
  cutPoints,
  disconnectedCount,
  distancesFrom,
  internalDensities,
  modularity,
  normalisedMutualInformation,
  personalisedPageRank,
  placeInCommunities,
  shortestPath,
  splitComponents,
} from '../../../src/graph/index.ts';

const graphOf = (nodeCount: number, ...pairs: readonly [number, number][]) =>
  buildGraph({ nodeCount, source: Int32Array.from(pairs, ([a]) => a), target: Int32Array.from(pairs, ([, b]) => b) });
const partition = (...labels: number[]) => canonicalPartition(Int32Array.from(labels));

/** Two triangles joined by one tie, and a node by itself. */
const BARBELL = graphOf(7, [0, 1], [1, 2], [0, 2], [2, 3], [3, 4], [4, 5], [3, 5]);
const TRIANGLES = partition(0, 0, 0, 1, 1, 1, 2);

describe('components', () => {
  it('are numbered by their lowest node', () => {
    assert.deepEqual([...connectedComponents(graphOf(5, [4, 1], [3, 0])).labels], [0, 1, 2, 0, 1]);
  });

  it('become graphs of their own with the numbers of their nodes', () => {
    const [first, second] = splitComponents(BARBELL);
    assert.deepEqual(first?.nodes, [0, 1, 2, 3, 4, 5]);
    assert.equal(first?.graph.edgeCount, 7);
    assert.deepEqual(second?.nodes, [6]);
    assert.equal(second?.graph.edgeCount, 0);
  });
});

describe('shortest paths', () => {
  it('count ties, and are -1 where nothing leads', () => {
    assert.deepEqual([...distancesFrom(BARBELL, 0)], [0, 1, 1, 2, 3, 3, -1]);
  });

  it('name the nodes from end to end, the lowest numbers first among equals', () => {
    assert.deepEqual(shortestPath(BARBELL, 0, 5), [0, 2, 3, 5]);
    assert.deepEqual(shortestPath(graphOf(4, [0, 1], [0, 2], [1, 3], [2, 3]), 0, 3), [0, 1, 3]);
    assert.deepEqual(shortestPath(BARBELL, 4, 4), [4]);
    assert.equal(shortestPath(BARBELL, 0, 6), null);
  });
});

describe('cut points', () => {
  it('of a chain of 200,000 nodes are found without overflowing the stack', () => {
    const length = 200_000;
    const source = Int32Array.from({ length: length - 1 }, (_, i) => i);
    const chain = buildGraph({ nodeCount: length, source, target: source.map((v) => v + 1) });
    const { articulation, bridges } = cutPoints(chain);
    assert.equal(articulation.length, length - 2);
    assert.equal(bridges.length, length - 1);
  });
});

describe('a node without ties', () => {
  it('has no betweenness, and neither constraint nor participation is defined for it', () => {
    assert.equal(betweenness(BARBELL)[6], 0);
    assert.ok(Number.isNaN(constraint(BARBELL)[6]));
    assert.ok(Number.isNaN(placeInCommunities(BARBELL, TRIANGLES).participation[6]));
  });

  it('sends a PageRank walker back to the seeds', () => {
    assert.equal(personalisedPageRank(BARBELL, [6])[6], 1);
    const rank = personalisedPageRank(BARBELL, [0, 6]);
    assert.ok(Math.abs(rank.reduce((sum, value) => sum + value, 0) - 1) < 1e-12);
  });
});

describe('PageRank', () => {
  it('refuses to start from nowhere or from a node that does not exist', () => {
    assert.throws(() => personalisedPageRank(BARBELL, []), /needs at least one seed/);
    assert.throws(() => personalisedPageRank(BARBELL, [7]), /seed 7 is no node/);
  });
});

describe('quality of a partition', () => {
  it('is made of sums per community in units of weight', () => {
    assert.deepEqual(communitySums(BARBELL, TRIANGLES), [
      { nodes: 3, inside: 3, outward: 1, strength: 7 },
      { nodes: 3, inside: 3, outward: 1, strength: 7 },
      { nodes: 1, inside: 0, outward: 0, strength: 0 },
    ]);
  });

  it('has modularity 6/7 - 1/2 for two joined triangles', () => {
    assert.ok(Math.abs(modularity(BARBELL, TRIANGLES) - (6 / 7 - 0.5)) < 1e-12);
    assert.equal(modularity(graphOf(2), partition(0, 1)), 0);
  });

  it('has conductance and density only where they are defined', () => {
    assert.deepEqual(conductances(BARBELL, TRIANGLES), [1 / 7, 1 / 7, null]);
    assert.deepEqual(internalDensities(BARBELL, TRIANGLES), [1, 1, null]);
  });

  it('shows communities that do not hang together', () => {
    assert.equal(disconnectedCount(BARBELL, TRIANGLES), 0);
    assert.equal(disconnectedCount(BARBELL, partition(0, 0, 0, 1, 1, 1, 0)), 1);
  });
});

describe('agreement of two partitions', () => {
  it('is 1 for the same communities under other labels', () => {
    assert.equal(adjustedRandIndex(partition(0, 0, 1, 1), partition(3, 3, 0, 0)), 1);
    assert.equal(normalisedMutualInformation(partition(0, 0, 1, 1), partition(1, 1, 0, 0)), 1);
  });

  it('has the adjusted Rand index -1/2 for crossed halves of four: below chance', () => {
    assert.ok(Math.abs(adjustedRandIndex(partition(0, 0, 1, 1), partition(0, 1, 0, 1)) + 0.5) < 1e-12);
  });

  it('has mutual information 0 for independent halves and 2/3 for halves against quarters', () => {
    assert.ok(Math.abs(normalisedMutualInformation(partition(0, 0, 1, 1), partition(0, 1, 0, 1))) < 1e-12);
    assert.ok(Math.abs(normalisedMutualInformation(partition(0, 0, 1, 1), partition(0, 1, 2, 3)) - 2 / 3) < 1e-12);
  });

  it('takes two equal trivial partitions as equal', () => {
    for (const trivial of [partition(0, 0, 0), partition(0, 1, 2)]) {
      assert.equal(adjustedRandIndex(trivial, trivial), 1);
      assert.equal(normalisedMutualInformation(trivial, trivial), 1);
    }
  });

  it('refuses partitions of different nodes', () => {
    assert.throws(() => adjustedRandIndex(partition(0), partition(0, 1)), /cannot be compared/);
  });
});
