import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { thirdPartyCash } from '../../../src/detection/indicators/third-party-cash.ts';
import { hitsOf } from './hits.ts';
import { type SmallWorld, smallWorld } from './small-world.ts';

function worldWith(cash: readonly string[], wire: string): SmallWorld {
  const world = smallWorld();
  world.person('Ana Ruiz');
  world.person('Dan Cole');
  world.person('Eva Moss');
  world.account('A1', 'Ana Ruiz');
  for (const [day, amount] of cash.entries())
    world.move({ day, amount, to: 'A1', method: 'cash', conductor: day % 2 === 0 ? 'Dan Cole' : 'Eva Moss' });
  world.move({ day: 9, amount: wire, to: 'A1', method: 'wire' });
  return world;
}

describe('Rule 9, cash paid in by people who do not hold the account', () => {
  it('flags an account of whose credits half is such cash', () => {
    const [hit] = hitsOf(thirdPartyCash, worldWith(['100.00', '100.00', '100.00'], '300.00'));
    assert.equal(hit?.value, '0.5000');
    assert.equal(hit?.inputs.depositors, 2);
  });

  it('stays silent one cent below half', () => {
    assert.deepEqual(hitsOf(thirdPartyCash, worldWith(['100.00', '100.00', '99.99'], '300.00')), []);
  });

  it('does not take the holder, a signatory or an unnamed depositor for a third party', () => {
    const world = smallWorld();
    world.person('Ana Ruiz');
    world.person('Dan Cole');
    world.account('A1', 'Ana Ruiz', [{ name: 'Dan Cole', role: 'signatory' }]);
    for (const day of [0, 1, 2]) world.move({ day, amount: '500.00', to: 'A1', method: 'cash', conductor: 'Ana Ruiz' });
    for (const day of [3, 4, 5]) world.move({ day, amount: '500.00', to: 'A1', method: 'cash', conductor: 'Dan Cole' });
    for (const day of [6, 7, 8]) world.move({ day, amount: '500.00', to: 'A1', method: 'cash' });
    assert.deepEqual(hitsOf(thirdPartyCash, world), []);
  });
});
