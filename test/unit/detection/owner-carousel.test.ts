import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ownerCarousel } from '../../../src/detection/indicators/owner-carousel.ts';
import { hitsOf } from './hits.ts';
import { smallWorld } from './small-world.ts';

function carousel(percent: number, drawn: string, payments = 3) {
  const world = smallWorld();
  world.person('Max Stone');
  world.firm('Stone One LLC');
  world.firm('Stone Two LLC');
  world.account('M', 'Max Stone');
  world.account('ONE', 'Stone One LLC');
  world.account('TWO', 'Stone Two LLC');
  world.owns('Max Stone', 'Stone One LLC', percent);
  world.owns('Max Stone', 'Stone Two LLC', percent);
  for (let i = 0; i < payments; i++) {
    world.move({ day: i * 10, amount: '1000.00', from: 'ONE', to: 'TWO', method: 'internal' });
    world.move({ day: i * 10 + 2, amount: drawn, from: 'TWO', method: 'cash' });
  }
  return hitsOf(ownerCarousel, world);
}

describe('Rule 41, owner carousel', () => {
  it('flags three payments between firms of one owner, half of each drawn in cash within two days', () => {
    const [hit] = carousel(25, '500.00');
    assert.equal(hit?.inputs.payments, 3);
  });

  it('stays silent one cent below half, with two payments, and for an owner below 25 percent', () => {
    assert.deepEqual(carousel(25, '499.99'), []);
    assert.deepEqual(carousel(25, '500.00', 2), []);
    assert.deepEqual(carousel(24, '500.00'), []);
  });

  it('does not flag a group whose cash pool stays in the group', () => {
    const world = smallWorld();
    world.person('Max Stone');
    world.firm('Stone One LLC');
    world.account('M', 'Max Stone');
    world.account('ONE', 'Stone One LLC');
    world.owns('Max Stone', 'Stone One LLC', 100);
    for (const day of [0, 10, 20]) world.move({ day, amount: '1000.00', from: 'M', to: 'ONE', method: 'internal' });
    assert.deepEqual(hitsOf(ownerCarousel, world), []);
  });
});
