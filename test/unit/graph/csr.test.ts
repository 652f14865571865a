import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { buildGraph, degree, graphOfTies, positionOf, strengths } from '../../../src/graph/index.ts';

const ints = (...values: number[]) => Int32Array.from(values);

describe('a graph built from edge columns', () => {
  const graph = buildGraph({
    nodeCount: 4,
    source: ints(2, 0, 1, 0, 3, 3),
    target: ints(0, 1, 0, 2, 3, 1),
    weight: Float64Array.of(0.25, 0.5, 0.1, 0.75, 2, 0.0004),
    layer: Uint8Array.of(0, 1, 4, 31, 2, 2),
  });

  it('adds up both directions and repeats of a tie, in whole thousandths', () => {
    assert.equal(graph.edgeCount, 2);
    assert.deepEqual([...graph.offsets], [0, 2, 3, 4, 4]);
    assert.deepEqual([...graph.neighbours], [1, 2, 0, 0]);
    assert.deepEqual([...graph.weights], [600, 1000, 600, 1000]);
  });

  it('keeps which layers each tie rests on', () => {
    assert.deepEqual(
      [...(graph.layers ?? [])].map((mask) => mask >>> 0),
      [0b10010, 2 ** 31 + 1, 0b10010, 2 ** 31 + 1],
    );
  });

  it('keeps self loops apart, and counts them twice in the strength', () => {
    assert.deepEqual([...graph.loops], [0, 0, 0, 2000]);
    assert.deepEqual([...strengths(graph)], [1600, 600, 1000, 4000]);
  });

  it('leaves out a tie that rounds to nothing', () => assert.equal(positionOf(graph, 1, 3), -1));

  it('finds the place of a tie from either end', () => {
    assert.equal(positionOf(graph, 0, 2), 1);
    assert.equal(positionOf(graph, 2, 0), 3);
    assert.equal(degree(graph, 0), 2);
  });

  it('takes an absent weight column as weight 1, and names no layers where none are given', () => {
    const plain = buildGraph({ nodeCount: 2, source: ints(0, 1), target: ints(1, 0) });
    assert.deepEqual([...plain.weights], [2000, 2000]);
    assert.equal(plain.layers, null);
  });

  it('holds sums beyond 32 bits exactly', () => {
    const heavy = buildGraph({
      nodeCount: 2,
      source: ints(0, 1),
      target: ints(1, 0),
      weight: Float64Array.of(4_000_000_000.001, 0.001),
    });
    assert.deepEqual([...heavy.weights], [4_000_000_000_002, 4_000_000_000_002]);
  });
});

describe('a bad edge is refused with its place', () => {
  const edge = (weight: number) => () =>
    buildGraph({ nodeCount: 2, source: ints(0), target: ints(1), weight: Float64Array.of(weight) });

  for (const weight of [Number.NaN, -0.5, Number.POSITIVE_INFINITY]) {
    it(`with weight ${weight}`, () => assert.throws(edge(weight), /^RangeError: edge 0 has weight/));
  }

  it('whose weights no longer add up exactly', () => assert.throws(edge(1e13), /not exact; scale the weights down/));

  it('to a node that does not exist', () => {
    assert.throws(() => buildGraph({ nodeCount: 2, source: ints(0), target: ints(2) }), /edge 0 joins nodes 0 and 2/);
    assert.throws(() => buildGraph({ nodeCount: 2, source: ints(-1), target: ints(1) }), /nodes are 0 to 1/);
  });

  it('on a layer beyond 31', () => {
    const columns = { nodeCount: 2, source: ints(0), target: ints(1), layer: Uint8Array.of(32) };
    assert.throws(() => buildGraph(columns), /edge 0 is on layer 32/);
  });

  it('in columns of unequal length', () => {
    assert.throws(
      () => buildGraph({ nodeCount: 2, source: ints(0), target: ints(1, 0) }),
      /2 values where source has 1/,
    );
  });
});

describe('a graph of ties between ids', () => {
  it('numbers nodes in the order of their ids, whatever the order of the ties', () => {
    const ties = [
      { a: 'z', b: 'b', weight: 1, layer: 0 },
      { a: 'B', b: 'z', weight: 0.5, layer: 3 },
    ];
    const one = graphOfTies(['lonely'], ties);
    assert.deepEqual(one.ids, ['B', 'b', 'lonely', 'z']);
    assert.deepEqual(graphOfTies(['z', 'lonely'], ties.toReversed()), one);
    assert.equal(one.graph.layers?.[positionOf(one.graph, 0, 3)], 8);
  });
});
