import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import {
  betweenness,
  buildGraph,
  constraint,
  cutPoints,
  degree,
  type Graph,
  leiden,
  modularity,
  personalisedPageRank,
  strengths,
} from '../../../src/graph/index.ts';
import { sharedData } from '../../shared-data.ts';

/** Project CAVIAR (Morselli 2009): who spoke with whom on a wire-tapped drug network; 1-82 traffickers, 83-110 not. */
type Caviar = { readonly graph: Graph; readonly numbers: readonly number[] };

function readCaviar(t: TestContext): Caviar | null {
  const folder = sharedData('labelled/caviar');
  if (folder === null) {
    t.skip('NOT RUN: shared data absent');
    return null;
  }
  const text = readFileSync(join(folder, 'caviar_aggregate.csv'), 'utf8').replace('\u{FEFF}', '').trim();
  const rows = text.split('\n').map((line) => line.trim().split(','));
  const numbers = rows.slice(1).map((row) => Number(row[0]));
  assert.deepEqual(rows[0]?.slice(1).map(Number), numbers);
  const arcs = rows.slice(1).flatMap((row, from) =>
    row
      .slice(1)
      .map((cell, to) => ({ from, to, weight: Number(cell) }))
      .filter(({ weight }) => weight > 0),
  );
  assert.equal(arcs.length, 295);
  const graph = buildGraph({
    nodeCount: numbers.length,
    source: Int32Array.from(arcs, ({ from }) => from),
    target: Int32Array.from(arcs, ({ to }) => to),
    weight: Float64Array.from(arcs, ({ weight }) => weight),
  });
  return { graph, numbers };
}

function near(
  actual: Float64Array,
  numbers: readonly number[],
  expected: Readonly<Record<number, number>>,
  by: number,
) {
  for (const [number, value] of Object.entries(expected)) {
    const found = actual[numbers.indexOf(Number(number))];
    assert.ok(found !== undefined && Math.abs(found - value) <= by, `n${number}: ${found}, expected ${value}`);
  }
}

/** The same ties with weight 1 each: the vectors are of the unweighted network. */
function unweighted({ graph }: Caviar): Graph {
  return { ...graph, weights: new Int32Array(graph.weights.length).fill(1000) };
}

/** The chance that a random one of `positive` outranks a random one of `negative`; ties count half. */
function areaUnderCurve(scores: Float64Array, positive: readonly number[], negative: readonly number[]): number {
  let wins = 0;
  for (const p of positive) {
    for (const n of negative) {
      const difference = (scores[p] as number) - (scores[n] as number);
      wins += difference > 0 ? 1 : difference === 0 ? 0.5 : 0;
    }
  }
  return wins / (positive.length * negative.length);
}

describe('the CAVIAR network', () => {
  it('has 110 people, 205 ties and 3,546 conversations', (t) => {
    const caviar = readCaviar(t);
    if (caviar === null) return;
    assert.equal(caviar.graph.nodeCount, 110);
    assert.equal(caviar.graph.edgeCount, 205);
    const spoken = strengths(caviar.graph).reduce((sum, strength) => sum + strength, 0);
    assert.equal(spoken, 2 * 3_546_000);
  });

  it('has the known brokers by betweenness', (t) => {
    const caviar = readCaviar(t);
    if (caviar === null) return;
    const expected = { 1: 3752.1, 12: 1719.5, 87: 702.1, 76: 678.1, 3: 619.2, 37: 438.6, 41: 409.6, 89: 237.3 };
    near(betweenness(caviar.graph), caviar.numbers, expected, 0.05);
  });

  it('has the known brokers by constraint', (t) => {
    const caviar = readCaviar(t);
    if (caviar === null) return;
    const expected = { 1: 0.0417, 12: 0.0584, 87: 0.0975, 76: 0.117, 3: 0.1218 };
    near(constraint(unweighted(caviar)), caviar.numbers, expected, 1e-4);
  });

  it('hangs on the twelve known people', (t) => {
    const caviar = readCaviar(t);
    if (caviar === null) return;
    const found = cutPoints(caviar.graph).articulation.map((v) => caviar.numbers[v] as number);
    assert.deepEqual(
      found.sort((a, b) => a - b),
      [1, 3, 12, 37, 41, 76, 81, 82, 87, 89, 103, 107],
    );
  });

  it('has communities of the best known weighted modularity, 0.3911', (t) => {
    const caviar = readCaviar(t);
    if (caviar === null) return;
    const found = leiden(caviar.graph, { objective: 'modularity', gamma: 1, seed: 'caviar', rounds: 10 });
    assert.ok(Math.abs(modularity(caviar.graph, found) - 0.3911) <= 1e-4, `${modularity(caviar.graph, found)}`);
  });

  it('shows the money roles near the head of the network, beside the degree baseline', (t) => {
    const caviar = readCaviar(t);
    if (caviar === null) return;
    const { graph, numbers } = caviar;
    const nodes = (list: readonly number[]) => list.map((number) => numbers.indexOf(number));
    const money = [83, 84, 85, 86, 87, 89, 106];
    const others = numbers.filter((number) => number >= 83 && !money.includes(number));
    const score = (scores: Float64Array) => areaUnderCurve(scores, nodes(money), nodes(others)).toFixed(3);
    const degrees = Float64Array.from(numbers, (_, v) => degree(graph, v));
    assert.equal(others.length, 21);
    assert.equal(score(personalisedPageRank(graph, nodes([1]))), '0.871');
    assert.equal(score(degrees), '0.867');
    assert.equal(score(betweenness(graph)), '0.782');
    assert.equal(score(constraint(unweighted(caviar)).map((value) => 1 - value)), '0.837');
  });
});
