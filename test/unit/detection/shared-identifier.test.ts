import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { CONTACT_HUB_DEGREE } from '../../../src/detection/contact-index.ts';
import { sharedIdentifier } from '../../../src/detection/indicators/shared-identifier.ts';
import { hitsOf } from './hits.ts';
import { smallWorld } from './small-world.ts';

const NAMES = [
  'Amber Spa LLC',
  'Blue Lotus Inc',
  'Coral Nails LLC',
  'Dune Bar Corp',
  'Ember Club LLC',
  'Fern Salon Inc',
  'Grove Cafe LLC',
  'Hazel Diner Inc',
  'Iris Studio LLC',
  'Jade Massage Inc',
  'Kite Tavern LLC',
  'Lake Lounge Inc',
  'Moss Wellness LLC',
];

function sharing(count: number) {
  const world = smallWorld();
  for (const name of NAMES.slice(0, count)) world.firm(name, { phone: '419-555-0101' });
  return hitsOf(sharedIdentifier, world);
}

describe('Rule 32, shared identifier', () => {
  it('flags a telephone that three differently named firms give, weighed by rarity', () => {
    const [hit] = sharing(3);
    assert.equal(hit?.value, '3 holders');
    assert.equal(hit?.inputs.weight, '0.5000');
  });

  it('stays silent for two holders, and masks a telephone of more than twelve', () => {
    assert.deepEqual(sharing(2), []);
    assert.equal(sharing(CONTACT_HUB_DEGREE).length, 1);
    assert.deepEqual(sharing(CONTACT_HUB_DEGREE + 1), []);
  });

  it('does not flag a family, nor three spellings of one shop', () => {
    const family = smallWorld();
    for (const name of ['Ana Ruiz', 'Leo Ruiz', 'Pia Ruiz']) family.person(name, { phone: '419-555-0101' });
    assert.deepEqual(hitsOf(sharedIdentifier, family), []);
    const shop = smallWorld();
    for (const name of ['Amber Spa LLC', 'Ambr Spa LLC', 'Amber Spa']) shop.firm(name, { phone: '419-555-0101' });
    assert.deepEqual(hitsOf(sharedIdentifier, shop), []);
  });

  it('takes a person and a firm of which no record states an owner for owner and firm, not for strangers', () => {
    const world = smallWorld();
    for (const name of NAMES.slice(0, 2)) world.firm(name, { phone: '419-555-0101' });
    world.person('Ana Ruiz', { phone: '419-555-0101' });
    assert.deepEqual(hitsOf(sharedIdentifier, world), []);
    world.firm(NAMES[2] ?? '', { phone: '419-555-0101' });
    assert.equal(hitsOf(sharedIdentifier, world)[0]?.value, '3 holders');
  });

  it('does not take filler numbers for a telephone', () => {
    const world = smallWorld();
    for (const name of NAMES.slice(0, 4)) world.firm(name, { phone: '000-000-0000' });
    assert.deepEqual(hitsOf(sharedIdentifier, world), []);
  });
});
