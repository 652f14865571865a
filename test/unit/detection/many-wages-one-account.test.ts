import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { manyWagesOneAccount } from '../../../src/detection/indicators/many-wages-one-account.ts';
import { hitsOf } from './hits.ts';
import { smallWorld } from './small-world.ts';

function wagesOf(payees: readonly string[]) {
  const world = smallWorld();
  world.firm('Acme Cleaning LLC');
  world.person('Rita Cruz');
  for (const payee of payees) world.person(payee);
  world.account('R', 'Rita Cruz');
  for (const payee of payees)
    world.move({ day: 0, amount: '700.00', from: 'Acme Cleaning LLC', to: 'R', payee, memo: 'SALARY' });
  return hitsOf(manyWagesOneAccount, world);
}

describe('Rule 44, many wages into one account', () => {
  it('flags the wages of three differently named people in one account', () => {
    assert.equal(wagesOf(['Ada One', 'Bea Two', 'Cyd Three'])[0]?.value, '3 payees');
  });

  it('stays silent for two payees, a married couple among them', () => {
    assert.deepEqual(wagesOf(['Rita Cruz', 'Leo Cruz']), []);
  });

  it('does not count spellings of one name as several people', () => {
    assert.deepEqual(wagesOf(['Rita Cruz', 'Rita Crux', 'R Cruz', 'Rita M Cruz']), []);
  });
});
