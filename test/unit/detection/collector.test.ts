import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { collector } from '../../../src/detection/indicators/collector.ts';
import { hitsOf } from './hits.ts';
import { smallWorld } from './small-world.ts';

function collecting(payers: number, kept: string, boss: { kind: 'person' | 'landlord' } = { kind: 'person' }) {
  const world = smallWorld();
  world.person('Cora Hill');
  world.account('C1', 'Cora Hill');
  if (boss.kind === 'person') world.person('Max Stone');
  else world.firm('Max Stone', { naics: '531110' });
  world.account('B1', 'Max Stone');
  for (const name of ['Ada One', 'Bea Two', 'Cyd Three']) {
    world.person(name);
    world.move({ day: 9, amount: '10.00', from: name, to: 'B1', method: 'p2p' });
  }
  for (const [i, name] of ['Ada One', 'Bea Two', 'Cyd Three'].slice(0, payers).entries())
    world.move({ day: i, amount: '400.00', from: name, to: 'C1', method: 'p2p' });
  world.move({ day: 5, amount: '800.00', from: 'C1', to: 'B1', method: 'p2p' });
  world.move({ day: 6, amount: kept, from: 'C1', method: 'card' });
  return hitsOf(collector, world);
}

describe('Rule 31, collector', () => {
  it('flags an account fed by three people that sends four fifths on to another such account', () => {
    const [hit] = collecting(3, '200.00');
    assert.equal(hit?.value, '0.8000');
    assert.equal(hit?.inputs.payers, 3);
  });

  it('stays silent with two payers, or one cent less sent on', () => {
    assert.deepEqual(collecting(2, '200.00'), []);
    assert.deepEqual(collecting(3, '200.01'), []);
  });

  it('does not flag flat mates whose treasurer pays the landlord firm', () => {
    assert.deepEqual(collecting(3, '200.00', { kind: 'landlord' }), []);
  });
});
