import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { processorFed } from '../../../src/detection/indicators/processor-fed.ts';
import { hitsOf } from './hits.ts';
import { smallWorld } from './small-world.ts';

function shop(naics: string, settlements: number, cash: string) {
  const world = smallWorld();
  world.firm('Amber Spa LLC', { naics });
  world.firm('Swift Payments Inc', { naics: '522320' });
  world.account('A1', 'Amber Spa LLC');
  for (let i = 0; i < settlements; i++)
    world.move({ day: i * 7, amount: '100.00', from: 'Swift Payments Inc', to: 'A1' });
  world.move({ day: 3, amount: cash, to: 'A1', method: 'cash' });
  return hitsOf(processorFed, world);
}

describe('Rule 40, processor-fed storefront', () => {
  it('flags a venue that gets half of its credits from a processor', () => {
    assert.equal(shop('812199', 5, '500.00')[0]?.value, '0.5000');
  });

  it('stays silent one cent below half, and with four settlements', () => {
    assert.deepEqual(shop('812199', 5, '500.01'), []);
    assert.deepEqual(shop('812199', 4, '1.00'), []);
  });

  it('does not flag a shop of another trade that lives from cards', () => {
    assert.deepEqual(shop('445110', 9, '1.00'), []);
  });
});
