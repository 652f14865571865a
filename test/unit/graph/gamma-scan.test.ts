import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { chooseResolution } from '../../../src/graph/gamma-scan.ts';
import { canonicalPartition, type Partition } from '../../../src/graph/index.ts';

const EFFORT = { steps: 9, rounds: 1 };
const partition = (...labels: number[]): Partition => canonicalPartition(Int32Array.from(labels));
const WHOLE = partition(0, 0, 0, 0, 0, 0, 0, 0);
const HALVES = partition(0, 0, 0, 0, 1, 1, 1, 1);
const QUARTERS = partition(0, 0, 1, 1, 2, 2, 3, 3);
const APART = partition(0, 1, 2, 3, 4, 5, 6, 7);

/** A component that divides as the first line whose gamma is not passed says. */
function choose(...lines: readonly [upTo: number, found: Partition][]) {
  const search = ({ gamma }: { gamma: number }) => lines.find(([upTo]) => gamma <= upTo)?.[1] ?? APART;
  return chooseResolution(search, 'seed', EFFORT);
}

describe('the resolution of a component', () => {
  it('is the middle of the plateau on which its division holds longest', () => {
    const chosen = choose([0.0015, HALVES], [0.06, QUARTERS]);
    assert.equal(chosen.partition, QUARTERS);
    assert.deepEqual(chosen.plateau, [0.001668, 0.05995]);
    assert.equal(chosen.gamma, 0.01);
  });

  it('is that of the larger gamma when two plateaus are equally long', () => {
    const chosen = choose([0.0001, WHOLE], [0.0032, HALVES], [0.1, QUARTERS]);
    assert.equal(chosen.partition, QUARTERS);
    assert.deepEqual(chosen.plateau, [0.003594, 0.1]);
  });

  it('prefers a division that holds for a third of a decade to the undivided whole', () => {
    assert.equal(choose([0.01, WHOLE], [0.028, HALVES]).partition, HALVES);
  });

  it('leaves the whole undivided where no division holds for a third of a decade', () => {
    const chosen = choose([0.01, WHOLE], [0.017, HALVES], [0.028, QUARTERS]);
    assert.equal(chosen.partition, WHOLE);
    assert.deepEqual(chosen.plateau, [0.0001, 0.01]);
  });

  it('leaves every node apart where ties are too weak for any community', () => {
    assert.equal(choose([0.0005, WHOLE]).partition, APART);
  });

  it('is where neighbours agree most when nothing holds at all', () => {
    let call = 0;
    const grid = [WHOLE, HALVES, QUARTERS, APART];
    // Gamma rises call by call: each division differs from the last, but the 11th is the 10th again.
    const search = () => grid[(call++ < 10 ? call : call - 1) % 4] ?? WHOLE;
    const chosen = chooseResolution(search, 'seed', EFFORT);
    assert.deepEqual(chosen.plateau, [0.001, 0.001292]);
    assert.equal(chosen.gamma, 0.001292);
  });
});
