import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { rapidPassThrough } from '../../../src/detection/indicators/rapid-pass-through.ts';
import { hitsOf } from './hits.ts';
import { smallWorld } from './small-world.ts';

function pipe(outgoing: string, lagDays: number) {
  const world = smallWorld();
  world.person('Ana Ruiz');
  world.person('Dan Cole');
  world.account('A1', 'Ana Ruiz');
  for (const day of [0, 10, 20]) {
    world.move({ day, amount: '1000.00', to: 'A1', method: 'cash' });
    world.move({ day: day + lagDays, amount: outgoing, from: 'A1', to: 'Dan Cole', method: 'p2p' });
  }
  return hitsOf(rapidPassThrough, world);
}

describe('Rule 13, rapid pass-through', () => {
  it('flags an account of whose inflow four fifths leave within two days', () => {
    const [hit] = pipe('800.00', 2);
    assert.equal(hit?.value, '0.8000');
    assert.equal(hit?.records.length, 3);
  });

  it('stays silent when one cent more is kept, and when the money waits three days', () => {
    assert.deepEqual(pipe('799.99', 2), []);
    assert.deepEqual(pipe('800.00', 3), []);
  });

  it('flags credits worth four fifths of the inflow that leave to nine tenths, though the rest stays', () => {
    const mixed = (outgoing: string) => {
      const world = smallWorld();
      world.person('Ana Ruiz');
      world.account('A1', 'Ana Ruiz');
      for (const day of [0, 10, 20, 30]) {
        world.move({ day, amount: '1000.00', to: 'A1', method: 'cash' });
        world.move({ day: day + 1, amount: outgoing, from: 'A1', method: 'cash' });
      }
      world.move({ day: 40, amount: '1000.00', to: 'A1', method: 'cash' });
      return hitsOf(rapidPassThrough, world);
    };
    assert.equal(mixed('900.00')[0]?.inputs.emptied, 4);
    assert.deepEqual(mixed('899.99'), []);
  });

  it('does not count one debit for two credits', () => {
    const world = smallWorld();
    world.person('Ana Ruiz');
    world.account('A1', 'Ana Ruiz');
    for (const day of [0, 0, 0]) world.move({ day, amount: '1000.00', to: 'A1', method: 'cash' });
    world.move({ day: 1, amount: '1000.00', from: 'A1', method: 'cash' });
    assert.deepEqual(hitsOf(rapidPassThrough, world), []);
  });

  it('does not flag a household that pays its rent and keeps the rest of the wage', () => {
    const world = smallWorld();
    world.person('Ana Ruiz');
    world.firm('Acme Cleaning LLC');
    world.account('A1', 'Ana Ruiz');
    for (const day of [0, 14, 28]) {
      world.move({ day, amount: '1500.00', from: 'Acme Cleaning LLC', to: 'A1' });
      world.move({ day: day + 1, amount: '700.00', from: 'A1', method: 'check' });
    }
    assert.deepEqual(hitsOf(rapidPassThrough, world), []);
  });
});
