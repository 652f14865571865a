import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { justEnoughFunding } from '../../../src/detection/indicators/just-enough-funding.ts';
import { hitsOf } from './hits.ts';
import { smallWorld } from './small-world.ts';

function fed(credit: string, unfunded: number) {
  const world = smallWorld();
  world.person('Ana Ruiz');
  world.account('A1', 'Ana Ruiz');
  for (const day of [0, 5, 10, 15]) {
    world.move({ day, amount: credit, to: 'A1', method: 'cash' });
    world.move({ day: day + 1, amount: '1000.00', from: 'A1', method: 'cash' });
  }
  for (let i = 0; i < unfunded; i++) world.move({ day: 30 + i * 3, amount: '50.00', from: 'A1', method: 'card' });
  return hitsOf(justEnoughFunding, world);
}

describe('Rule 14, just enough to cover each debit', () => {
  it('flags an account half of whose debits are covered the day before by 1.00 to 1.05 times the debit', () => {
    assert.equal(fed('1000.00', 4)[0]?.value, '0.5000');
    assert.equal(fed('1050.00', 4).length, 1);
  });

  it('stays silent one cent outside the band and below half of the debits', () => {
    assert.deepEqual(fed('999.99', 0), []);
    assert.deepEqual(fed('1050.01', 0), []);
    assert.deepEqual(fed('1000.00', 5), []);
  });

  it('does not flag a holder who moves savings over before each bill', () => {
    const world = smallWorld();
    world.person('Ana Ruiz');
    world.account('A1', 'Ana Ruiz');
    world.account('SAVINGS', 'Ana Ruiz');
    for (const day of [0, 5, 10, 15]) {
      world.move({ day, amount: '1000.00', from: 'SAVINGS', to: 'A1', method: 'internal' });
      world.move({ day: day + 1, amount: '1000.00', from: 'A1', method: 'check' });
    }
    const hits = hitsOf(justEnoughFunding, world);
    assert.deepEqual(hits, []);
  });
});
