import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { nightCash } from '../../../src/detection/indicators/night-cash.ts';
import { hitsOf } from './hits.ts';
import { smallWorld } from './small-world.ts';

function cashAt(hours: readonly (number | undefined)[], everyDays = 2) {
  const world = smallWorld();
  world.person('Ana Ruiz');
  world.account('A1', 'Ana Ruiz');
  for (const [i, hour] of hours.entries())
    world.move({
      day: i * everyDays,
      amount: '300.00',
      to: 'A1',
      method: 'cash',
      ...(hour === undefined ? {} : { hour }),
    });
  return hitsOf(nightCash, world);
}

describe('Rule 7, cash at night', () => {
  it('flags five cash moves in thirty days of which two are from 22:00 to 06:00', () => {
    const [hit] = cashAt([12, 12, 12, 22, 5]);
    assert.equal(hit?.value, '0.4000');
    assert.equal(hit?.inputs.nightMoves, 2);
  });

  it('takes 22:00 and 05:59 as night, 21:59 and 06:00 as day', () => {
    assert.equal(cashAt([22, 22, 22, 22, 22]).length, 1);
    assert.equal(cashAt([5, 5, 5, 5, 5]).length, 1);
    assert.deepEqual(cashAt([21, 21, 21, 21, 21]), []);
    assert.deepEqual(cashAt([6, 6, 6, 6, 6]), []);
  });

  it('needs five moves with a known hour; rows with a date alone never count', () => {
    assert.deepEqual(cashAt([23, 23, 23, 23]), []);
    assert.deepEqual(cashAt([23, 23, 23, 23, undefined, undefined]), []);
  });

  it('does not flag a shop that banks late now and then', () => {
    assert.deepEqual(cashAt([10, 14, 9, 16, 22, 11, 15, 10, 13, 17], 3), []);
  });
});
