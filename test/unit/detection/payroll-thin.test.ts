import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { payrollThin } from '../../../src/detection/indicators/payroll-thin.ts';
import { hitsOf } from './hits.ts';
import { type SmallWorld, smallWorld } from './small-world.ts';

const MONTHS = [2, 33, 62, 93];

/** A firm with 10,000.00 of takings a month that pays so much in wages each month. */
function addFirm(world: SmallWorld, name: string, wage: string | null, months = MONTHS): void {
  world.firm(name, { naics: '812199' });
  world.account(name, name);
  for (const day of months) {
    world.move({ day, amount: '10000.00', to: name, method: 'wire' });
    if (wage !== null) world.move({ day: day + 5, amount: wage, from: name, to: 'Wanda Work', memo: 'PAYROLL' });
  }
}

function worldOf(peers: number): SmallWorld {
  const world = smallWorld();
  world.person('Wanda Work');
  for (let i = 0; i < peers; i++) addFirm(world, `Peer ${i}`, '3000.00');
  return world;
}

describe('Rule 37, payroll absent or thin', () => {
  it('flags three whole months with revenue and no wage or payroll tax, and not two', () => {
    const world = worldOf(0);
    addFirm(world, 'Amber Spa LLC', null, MONTHS.slice(0, 3));
    assert.equal(hitsOf(payrollThin, world)[0]?.value, '3 months with revenue and no payroll');
    const short = worldOf(0);
    addFirm(short, 'Amber Spa LLC', null, MONTHS.slice(0, 2));
    assert.deepEqual(hitsOf(payrollThin, short), []);
  });

  it('flags a share below the 5th percentile of at least twenty accounts of its line, by one cent', () => {
    const world = worldOf(40);
    addFirm(world, 'Low One', '2999.99');
    const hits = hitsOf(payrollThin, world);
    assert.equal(hits.length, 1);
    assert.equal(hits[0]?.threshold, '0.3000');
  });

  it('compares with nobody when the line has fewer than twenty accounts', () => {
    const world = worldOf(18);
    addFirm(world, 'Low One', '1.00');
    assert.deepEqual(hitsOf(payrollThin, world), []);
  });

  it('does not flag a firm whose payroll runs over a payroll bureau', () => {
    const world = worldOf(0);
    world.firm('Sure Payroll Inc', { naics: '541214' });
    addFirm(world, 'Amber Spa LLC', null);
    for (const day of MONTHS)
      world.move({ day: day + 3, amount: '3000.00', from: 'Amber Spa LLC', to: 'Sure Payroll Inc' });
    assert.deepEqual(hitsOf(payrollThin, world), []);
  });
});
