import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { wageKickBack } from '../../../src/detection/indicators/wage-kick-back.ts';
import { hitsOf } from './hits.ts';
import { type PartyTraits, smallWorld } from './small-world.ts';

function paying(
  payee: PartyTraits,
  share: string,
  terms: { cycles?: number; lag?: number; memo?: string; otherPayers?: number } = {},
) {
  const { cycles = 3, lag = 2, memo = '', otherPayers = 0 } = terms;
  const world = smallWorld();
  world.firm('Acme Cleaning LLC', { naics: '561720' });
  world.person('Wanda Work');
  if (payee.kind === 'organisation') world.firm('Payee', payee);
  else world.person('Payee', payee);
  world.account('W', 'Wanda Work');
  for (let i = 0; i < otherPayers; i++) {
    world.person(`Tenant ${i}`);
    world.move({ day: i, amount: '600.00', from: `Tenant ${i}`, to: 'Payee' });
  }
  for (let i = 0; i < cycles; i++) {
    world.move({ day: i * 14, amount: '1000.00', from: 'Acme Cleaning LLC', to: 'W', memo: 'PAYROLL' });
    world.move({ day: i * 14 + lag, amount: share, from: 'W', to: 'Payee', method: 'p2p', memo });
  }
  return hitsOf(wageKickBack, world);
}

describe('Rule 43, wage kick-back', () => {
  it('flags half of the wage sent to one person within two days in three pay cycles', () => {
    const [hit] = paying({ kind: 'person' }, '500.00');
    assert.equal(hit?.value, '3 pay cycles');
    assert.equal(hit?.records.length, 6);
  });

  it('stays silent one cent below half, in two cycles, and after three days', () => {
    assert.deepEqual(paying({ kind: 'person' }, '499.99'), []);
    assert.deepEqual(paying({ kind: 'person' }, '500.00', { cycles: 2 }), []);
    assert.deepEqual(paying({ kind: 'person' }, '500.00', { lag: 3 }), []);
  });

  it('does not flag money sent home through a remitter, rent to a landlord firm or a bank loan', () => {
    for (const naics of ['522390', '531110', '522110'])
      assert.deepEqual(paying({ kind: 'organisation', naics }, '900.00', { otherPayers: 7 }), [], naics);
  });

  it('does not take a property company for a landlord when hardly anyone else pays it', () => {
    assert.equal(paying({ kind: 'organisation', naics: '531110' }, '900.00', { otherPayers: 6 }).length, 1);
  });

  it('is not misled by a memo: a private person who is paid "rent" still counts', () => {
    assert.equal(paying({ kind: 'person' }, '500.00', { memo: 'rent' }).length, 1);
  });

  it('knows wages by rhythm when no memo tells', () => {
    const world = smallWorld();
    world.firm('Acme Cleaning LLC');
    world.person('Wanda Work');
    world.account('W', 'Wanda Work');
    for (const [i, amount] of ['1000.00', '1249.00', '1000.00'].entries()) {
      world.move({ day: i * 14, amount, from: 'Acme Cleaning LLC', to: 'W' });
      world.move({ day: i * 14 + 1, amount: '700.00', from: 'W', method: 'cash' });
    }
    assert.equal(hitsOf(wageKickBack, world).length, 1);
  });
});
