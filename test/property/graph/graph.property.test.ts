import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import {
  betweenness,
  buildGraph,
  cutPoints,
  disconnectedCount,
  findCommunities,
  type Graph,
  graphOfTies,
  leiden,
  membersOf,
  positionOf,
  strengths,
  type Tie,
} from '../../../src/graph/index.ts';

const tieOf = (prefix: string, size: number): fc.Arbitrary<Tie> =>
  fc.record({
    a: fc.nat(size - 1).map((v) => `${prefix}${v}`),
    b: fc.nat(size - 1).map((v) => `${prefix}${v}`),
    weight: fc.integer({ min: 0, max: 3000 }).map((milli) => milli / 1000),
    layer: fc.nat(5),
  });
const tiesOf = (prefix = 'n', size = 25) => fc.array(tieOf(prefix, size), { maxLength: 80 });
const few = { numRuns: 60 };

function report(ties: readonly Tie[]) {
  const { graph, ids } = graphOfTies([], ties);
  const { communities, stability, components } = findCommunities(graph, ids);
  const named = (nodes: readonly number[]) => nodes.map((v) => ids[v] as string);
  return {
    communities: communities.map((found) => ({ ...found, members: named(found.members) })),
    components: components.map((component) => ({ ...component, nodes: named(component.nodes) })),
    stability: new Map(ids.map((id, v) => [id, stability[v]])),
  };
}

/** The components that remain when a node is left out, by depth-first search over sets: slow and plain. */
function partsWithout(graph: Graph, left: number): number {
  const unseen = new Set(Array.from({ length: graph.nodeCount }, (_, v) => v).filter((v) => v !== left));
  let parts = 0;
  for (const root of unseen) {
    parts++;
    const stack = [root];
    unseen.delete(root);
    for (let v = stack.pop(); v !== undefined; v = stack.pop()) {
      for (const u of graph.neighbours.subarray(graph.offsets[v], graph.offsets[v + 1])) {
        if (unseen.delete(u)) stack.push(u);
      }
    }
  }
  return parts;
}

/** Betweenness from its definition: distances and path counts of all pairs by powers of the adjacency table. */
function betweennessByDefinition(graph: Graph): number[] {
  const n = graph.nodeCount;
  const distance = Array.from({ length: n }, (_, a) => Array.from({ length: n }, (_, b) => (a === b ? 0 : Infinity)));
  const paths: bigint[][] = Array.from({ length: n }, (_, a) =>
    Array.from({ length: n }, (_, b) => (a === b ? 1n : 0n)),
  );
  let walks: bigint[][] = paths.map((row) => [...row]);
  for (let length = 1; length < n; length++) {
    walks = walks.map((row) =>
      row.map((_, b) => row.reduce((sum, count, v) => sum + (positionOf(graph, v, b) === -1 ? 0n : count), 0n)),
    );
    for (let a = 0; a < n; a++) {
      for (let b = 0; b < n; b++) {
        if (distance[a]?.[b] !== Infinity || walks[a]?.[b] === 0n) continue;
        (distance[a] as number[])[b] = length;
        (paths[a] as bigint[])[b] = walks[a]?.[b] as bigint;
      }
    }
  }
  const at = (table: number[][], a: number, b: number) => table[a]?.[b] as number;
  const count = (a: number, b: number) => Number(paths[a]?.[b]);
  return Array.from({ length: n }, (_, v) => {
    let sum = 0;
    for (let a = 0; a < n; a++) {
      for (let b = a + 1; b < n; b++) {
        if (a === v || b === v || at(distance, a, b) === Infinity) continue;
        if (at(distance, a, v) + at(distance, v, b) === at(distance, a, b))
          sum += (count(a, v) * count(v, b)) / count(a, b);
      }
    }
    return sum;
  });
}

describe('any graph', () => {
  it('is the same whatever the order and the direction of its ties', () => {
    fc.assert(
      fc.property(tiesOf(), fc.infiniteStream(fc.nat()), fc.boolean(), (ties, keys, turn) => {
        const shuffled = ties
          .map((tie) => ({ tie, key: keys.next().value }))
          .sort((x, y) => x.key - y.key)
          .map(({ tie }) => (turn ? { ...tie, a: tie.b, b: tie.a } : tie));
        assert.deepEqual(graphOfTies([], shuffled), graphOfTies([], ties));
      }),
    );
  });

  it('holds exactly the weight of its ties, in whole thousandths', () => {
    fc.assert(
      fc.property(tiesOf(), (ties) => {
        const { graph } = graphOfTies([], ties);
        const expected = ties.reduce((sum, { weight }) => sum + Math.round(weight * 1000), 0);
        assert.equal(
          strengths(graph).reduce((sum, strength) => sum + strength, 0),
          2 * expected,
        );
      }),
    );
  });

  it('has ascending rows that mirror each other', () => {
    fc.assert(
      fc.property(tiesOf(), (ties) => {
        const { graph } = graphOfTies([], ties);
        for (let v = 0; v < graph.nodeCount; v++) {
          const row = [...graph.neighbours.subarray(graph.offsets[v], graph.offsets[v + 1])];
          assert.deepEqual(
            row,
            [...new Set(row)].sort((a, b) => a - b),
          );
          for (const u of row) {
            const [there, back] = [positionOf(graph, v, u), positionOf(graph, u, v)];
            assert.equal(graph.weights[there], graph.weights[back]);
            assert.equal(graph.layers?.[there], graph.layers?.[back]);
          }
        }
      }),
    );
  });
});

describe('communities of any graph', () => {
  it('hang together, under both objectives and every seed', () => {
    const search = fc.record({
      objective: fc.constantFrom('cpm' as const, 'modularity' as const),
      gamma: fc.double({ min: 0.001, max: 2, noNaN: true }),
      seed: fc.string(),
      rounds: fc.integer({ min: 1, max: 4 }),
    });
    fc.assert(
      fc.property(tiesOf(), search, (ties, options) => {
        const { graph } = graphOfTies([], ties);
        const found = leiden(graph, options);
        assert.equal(disconnectedCount(graph, found), 0);
        assert.deepEqual(
          membersOf(found)
            .flat()
            .sort((a, b) => a - b),
          [...found.labels.keys()],
        );
      }),
      { numRuns: 300 },
    );
  });

  it('are the same in doubles as in 32-bit whole numbers', () => {
    fc.assert(
      fc.property(tiesOf(), fc.double({ min: 0.01, max: 0.5, noNaN: true }), (ties, gamma) => {
        const { graph } = graphOfTies([], ties);
        const wide = { ...graph, weights: Float64Array.from(graph.weights) };
        const options = { objective: 'cpm', gamma, seed: 'width', rounds: 3 } as const;
        assert.deepEqual(leiden(wide, options), leiden(graph, options));
      }),
      few,
    );
  });

  it('do not depend on the order of ties, nor on numbering: nodes are told apart by id alone', () => {
    fc.assert(
      fc.property(tiesOf(), fc.infiniteStream(fc.nat()), (ties, keys) => {
        const shuffled = ties.map((tie) => ({ tie, key: keys.next().value })).sort((x, y) => x.key - y.key);
        assert.deepEqual(report(shuffled.map(({ tie }) => tie)), report(ties));
      }),
      few,
    );
  });

  it('of two graphs side by side are those of each alone', () => {
    fc.assert(
      fc.property(tiesOf('a'), tiesOf('b'), (left, right) => {
        const [one, other, both] = [report(left), report(right), report([...left, ...right])];
        assert.deepEqual(both.communities, [...one.communities, ...other.communities]);
        assert.deepEqual(both.components, [...one.components, ...other.components]);
        assert.deepEqual(both.stability, new Map([...one.stability, ...other.stability]));
      }),
      few,
    );
  });

  it('have stabilities between 0 and 1', () => {
    fc.assert(
      fc.property(tiesOf(), (ties) => {
        for (const value of report(ties).stability.values()) assert.ok(value !== undefined && value >= 0 && value <= 1);
      }),
      few,
    );
  });
});

describe('measures of any graph', () => {
  const small = fc.array(fc.tuple(fc.nat(9), fc.nat(9)), { maxLength: 25 }).map((pairs) =>
    buildGraph({
      nodeCount: 10,
      source: Int32Array.from(pairs, ([a]) => a),
      target: Int32Array.from(pairs, ([, b]) => b),
    }),
  );

  it('give the betweenness that its definition gives', () => {
    fc.assert(
      fc.property(small, (graph) => {
        const found = betweenness(graph);
        for (const [v, expected] of betweennessByDefinition(graph).entries()) {
          assert.ok(Math.abs((found[v] as number) - expected) < 1e-9, `node ${v}: ${found[v]}, expected ${expected}`);
        }
      }),
    );
  });

  it('find the nodes and ties whose removal leaves more parts, as trying each does', () => {
    fc.assert(
      fc.property(small, (graph) => {
        const { articulation, bridges } = cutPoints(graph);
        const whole = partsWithout(graph, -1);
        const nodes = Array.from({ length: 10 }, (_, v) => v);
        const isCut = (v: number) =>
          partsWithout(graph, v) > whole - (graph.offsets[v] === graph.offsets[v + 1] ? 1 : 0);
        assert.deepEqual(articulation, nodes.filter(isCut));
        const ties = nodes.flatMap((a) =>
          nodes.filter((b) => b > a && positionOf(graph, a, b) >= 0).map((b) => [a, b]),
        );
        const without = ([a, b]: number[]) => {
          const kept = ties.filter(([c, d]) => c !== a || d !== b);
          return buildGraph({
            nodeCount: 10,
            source: Int32Array.from(kept, ([c]) => c as number),
            target: Int32Array.from(kept, ([, d]) => d as number),
          });
        };
        assert.deepEqual(
          bridges,
          ties.filter((tie) => partsWithout(without(tie), -1) > whole),
        );
      }),
    );
  });
});
