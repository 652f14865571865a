import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { funnelAccount } from '../../../src/detection/indicators/funnel-account.ts';
import { hitsOf } from './hits.ts';
import { smallWorld } from './small-world.ts';

function funnel(places: readonly string[], lagDays: number, drawnIn = 'Los Angeles, CA') {
  const world = smallWorld();
  world.person('Mia Tan', { state: 'CA', city: 'Los Angeles' });
  world.account('A1', 'Mia Tan');
  for (const [i, place] of places.entries()) {
    world.move({ day: i * 5, amount: '900.00', to: 'A1', method: 'cash', place });
    world.move({ day: i * 5 + lagDays, amount: '880.00', from: 'A1', method: 'cash', place: drawnIn });
  }
  return hitsOf(funnelAccount, world);
}

describe('Rule 10, funnel account', () => {
  it('flags credits at three places outside the State of the holder that leave elsewhere by the next day', () => {
    const [hit] = funnel(['Toledo, OH', 'Reno, NV', 'Tulsa, OK'], 1);
    assert.equal(hit?.value, '3 places, median lag 1 d');
    assert.equal(hit?.records.length, 6);
  });

  it('stays silent at two places, and when the money waits two days', () => {
    assert.deepEqual(funnel(['Toledo, OH', 'Reno, NV', 'Reno, NV'], 1), []);
    assert.deepEqual(funnel(['Toledo, OH', 'Reno, NV', 'Tulsa, OK'], 2), []);
  });

  it('does not flag a touring band that spends on the road where it is paid', () => {
    const world = smallWorld();
    world.person('Jo Reed', { state: 'TN', city: 'Memphis' });
    world.account('A1', 'Jo Reed');
    for (const [i, place] of ['Toledo, OH', 'Reno, NV', 'Tulsa, OK'].entries()) {
      world.move({ day: i * 5, amount: '900.00', to: 'A1', method: 'cash', place });
      world.move({ day: i * 5, amount: '300.00', from: 'A1', method: 'card', place });
    }
    assert.deepEqual(hitsOf(funnelAccount, world), []);
  });

  it('does not flag deposits in the State where the holder lives, nor a holder whose State no record tells', () => {
    assert.deepEqual(funnel(['Fresno, CA', 'San Jose, CA', 'Oakland, CA'], 1), []);
    const world = smallWorld();
    world.person('No Address');
    world.account('A1', 'No Address');
    for (const place of ['Toledo, OH', 'Reno, NV', 'Tulsa, OK']) {
      world.move({ day: 0, amount: '900.00', to: 'A1', method: 'cash', place });
      world.move({ day: 1, amount: '880.00', from: 'A1', method: 'cash', place: 'Los Angeles, CA' });
    }
    assert.deepEqual(hitsOf(funnelAccount, world), []);
  });
});
