import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { subThresholdSeries } from '../../../src/detection/indicators/sub-threshold-series.ts';
import { hitsOf } from './hits.ts';
import { smallWorld } from './small-world.ts';

function deposits(...amounts: readonly string[]) {
  const world = smallWorld();
  world.firm('Lotus Nails LLC');
  world.account('A1', 'Lotus Nails LLC');
  for (const [day, amount] of amounts.entries()) world.move({ day, amount, to: 'A1', method: 'cash' });
  return hitsOf(subThresholdSeries, world);
}

describe('Rule 2, cash deposits just under the reporting threshold', () => {
  it('flags three deposits of 8,000.00 to 9,999.99 within five business days', () => {
    const [hit] = deposits('8000.00', '9999.99', '9500.00');
    assert.equal(hit?.value, '3 deposits of together 27499.99 USD');
    assert.equal(hit?.records.length, 3);
  });

  it('stays silent one cent below the band and at the limit itself', () => {
    assert.deepEqual(deposits('7999.99', '9999.99', '9500.00'), []);
    assert.deepEqual(deposits('8000.00', '10000.00', '9500.00'), []);
  });

  it('leaves out a day whose deposits together exceed 10,000, because that day was reported', () => {
    const world = smallWorld();
    world.firm('Lotus Nails LLC');
    world.account('A1', 'Lotus Nails LLC');
    for (const day of [0, 0, 1]) world.move({ day, amount: '9000.00', to: 'A1', method: 'cash' });
    assert.deepEqual(hitsOf(subThresholdSeries, world), []);
  });

  it('does not flag a shop whose weekly takings lie under 10,000', () => {
    const world = smallWorld();
    world.firm('Corner Market Inc');
    world.account('A1', 'Corner Market Inc');
    for (const day of [0, 7, 14, 21]) world.move({ day, amount: '9400.00', to: 'A1', method: 'cash' });
    assert.deepEqual(hitsOf(subThresholdSeries, world), []);
  });

  it('counts neither wires nor other currencies as cash in dollars', () => {
    const world = smallWorld();
    world.firm('Lotus Nails LLC');
    world.account('A1', 'Lotus Nails LLC');
    for (const day of [0, 1, 2]) world.move({ day, amount: '9000.00', to: 'A1', method: 'wire' });
    for (const day of [0, 1, 2]) world.move({ day, amount: '9000.00', to: 'A1', method: 'cash', currency: 'EUR' });
    assert.deepEqual(hitsOf(subThresholdSeries, world), []);
  });
});
