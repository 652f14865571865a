import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { serialStorefront } from '../../../src/detection/indicators/serial-storefront.ts';
import { hitsOf } from './hits.ts';
import { smallWorld } from './small-world.ts';

const SHOPS = [
  ['Amber Spa LLC', 'Toledo'],
  ['Coral Nails LLC', 'Akron'],
  ['Dune Bar Corp', 'Dayton'],
] as const;

function signing(shops: readonly (readonly [string, string])[], naics = '812199') {
  const world = smallWorld();
  world.person('Max Stone');
  for (const [name, city] of shops) {
    world.firm(name, { naics, city, state: 'OH', address: `1 Main St ${city}` });
    world.account(name, name, [{ name: 'Max Stone', role: 'signatory' }]);
  }
  return hitsOf(serialStorefront, world);
}

describe('Rule 42, serial storefront owner', () => {
  it('flags one signatory behind three venues in two or more cities', () => {
    assert.equal(signing(SHOPS)[0]?.value, '3 businesses in 3 cities');
  });

  it('stays silent for two venues, for three in one city, and for another trade', () => {
    assert.deepEqual(signing(SHOPS.slice(0, 2)), []);
    assert.deepEqual(signing(SHOPS.map(([name]) => [name, 'Toledo'] as const)), []);
    assert.deepEqual(signing(SHOPS, '621111'), []);
  });

  it('flags a shop re-formed at the same address within 180 days, and not after them', () => {
    const churn = (founded: string) => {
      const world = smallWorld();
      world.firm('Amber Spa LLC', { naics: '812199', address: '1 Main St', city: 'Toledo', dissolved: '2024-01-01' });
      world.firm('Bright Foot Care LLC', { naics: '812199', address: '1 Main St', city: 'Toledo', founded });
      return hitsOf(serialStorefront, world);
    };
    assert.equal(churn('2024-06-28')[0]?.inputs.churn, true);
    assert.deepEqual(churn('2024-06-29'), []);
  });
});
