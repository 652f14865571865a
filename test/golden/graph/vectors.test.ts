import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  adjustedRandIndex,
  betweenness,
  constantPotts,
  constraint,
  cutPoints,
  findCommunities,
  leiden,
  modularity,
  modularityCommunities,
  personalisedPageRank,
  placeInCommunities,
} from '../../../src/graph/index.ts';
import { KARATE, KARATE_FACTIONS, KITE, RING_OF_CLIQUES, ringPartition } from './small-graphs.ts';

/** Published or independently computed values (detection 3.2), to four decimals. */
function near(actual: Float64Array, expected: Readonly<Record<number, number>>): void {
  for (const [node, value] of Object.entries(expected)) {
    const found = actual[Number(node)];
    assert.ok(found !== undefined && Math.abs(found - value) <= 1e-4, `node ${node}: ${found}, expected ${value}`);
  }
}

function close(actual: number, expected: number): void {
  assert.ok(Math.abs(actual - expected) <= 1e-6, `${actual}, expected ${expected}`);
}

describe("Krackhardt's kite", () => {
  it('has the known betweenness', () => {
    const expected = { 0: 0.8333, 1: 0.8333, 2: 0, 3: 3.6667, 4: 0, 5: 8.3333, 6: 8.3333, 7: 14, 8: 8, 9: 0 };
    near(betweenness(KITE), expected);
  });

  it('has the known constraint: the gatekeeper least, the outlier wholly bound', () => {
    near(constraint(KITE), {
      0: 0.5412,
      1: 0.5412,
      2: 0.6641,
      3: 0.4702,
      4: 0.6641,
      5: 0.4451,
      6: 0.4451,
      7: 0.4311,
      8: 0.5,
      9: 1,
    });
  });

  it('falls apart without node 7 or 8, along two bridges', () => {
    assert.deepEqual(cutPoints(KITE), {
      articulation: [7, 8],
      bridges: [
        [7, 8],
        [8, 9],
      ],
    });
  });
});

describe("Zachary's karate club", () => {
  it('has 78 friendships', () => assert.equal(KARATE.edgeCount, 78));

  it('has the known betweenness', () => near(betweenness(KARATE), { 0: 231.0714, 33: 160.5516, 32: 76.6905 }));

  it('has the known constraint', () => near(constraint(KARATE), { 0: 0.1554, 33: 0.1564 }));

  it('hangs on the teacher alone', () => assert.deepEqual(cutPoints(KARATE).articulation, [0]));

  it('gives the split of the club modularity 0.358235', () => {
    close(modularity(KARATE, KARATE_FACTIONS), 0.358235);
  });

  it('is cut by Leiden into the four communities of the best known modularity, 0.419790', () => {
    const best = leiden(KARATE, { objective: 'modularity', gamma: 1, seed: 'karate', rounds: 10 });
    assert.equal(best.count, 4);
    close(modularity(KARATE, best), 0.41979);
  });

  it('has the known roles of its members in the two factions', () => {
    const { z, participation } = placeInCommunities(KARATE, KARATE_FACTIONS);
    near(z, { 0: 3.3465, 33: 3.1363, 2: 0.5789, 8: -0.6512 });
    near(participation, { 0: 0.1172, 33: 0.2907, 2: 0.48, 8: 0.48, 31: 0.2778 });
  });

  it('has the known PageRank as seen from the teacher', () => {
    const rank = personalisedPageRank(KARATE, [0]);
    near(rank, { 0: 0.266374, 1: 0.064888, 2: 0.054948, 33: 0.0512 });
    close(
      rank.reduce((sum, value) => sum + value, 0),
      1,
    );
  });
});

describe('a ring of thirty cliques', () => {
  it('shows the resolution limit: modularity is higher when cliques are merged in pairs', () => {
    close(modularity(RING_OF_CLIQUES, ringPartition(1)), 0.8757576);
    close(modularity(RING_OF_CLIQUES, ringPartition(2)), 0.8878788);
    assert.ok(modularityCommunities(RING_OF_CLIQUES, 'ring').count < 30);
  });

  for (const [gamma, single, pairs] of [
    [0.03, 291, 294.75],
    [0.04, 288, 288],
    [0.05, 285, 281.25],
    [0.5, 150, -22.5],
  ] as const) {
    it(`has the known constant Potts values at gamma ${gamma}`, () => {
      close(constantPotts(RING_OF_CLIQUES, ringPartition(1), gamma), single);
      close(constantPotts(RING_OF_CLIQUES, ringPartition(2), gamma), pairs);
    });
  }

  it('is cut into its thirty cliques by the constant Potts model above one tie in 25 pairs', () => {
    for (const gamma of [0.05, 0.1, 0.5]) {
      const found = leiden(RING_OF_CLIQUES, { objective: 'cpm', gamma, seed: 'ring', rounds: 10 });
      assert.equal(adjustedRandIndex(found, ringPartition(1)), 1);
    }
  });

  it('is cut into its thirty cliques without being told the resolution', () => {
    const ids = Array.from({ length: 150 }, (_, v) => `node-${v}`);
    const report = findCommunities(RING_OF_CLIQUES, ids);
    const found = { labels: report.labels, count: report.communities.length };
    assert.equal(adjustedRandIndex(found, ringPartition(1)), 1);
    assert.ok((report.components[0]?.gamma ?? 0) > 0.04);
    assert.ok(report.communities.every(({ stability }) => stability === 1));
  });
});
