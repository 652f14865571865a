import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { backTarget, traceBack } from '../../../src/tracing/index.ts';
import { flows } from './ledgers.ts';

const ledger = flows([
  '+own X 1000',
  '+V1 X 1500',
  '+V1 X 500',
  'X Y 1500',
  '+V2 Y 900',
  'Y Z 1200',
  '+V3 Q 5',
  'Z HOUSE 1000',
  'HOUSE - 100',
]);

describe('Going back from money to the deposits it consists of', () => {
  it('finds by each method the deposits of what an account holds', () => {
    const back = traceBack(ledger, { kind: 'account', id: 'HOUSE' });
    assert.deepEqual(back.methods.fifo, { e1: '900.0000' });
    assert.deepEqual(back.methods.lifo, { e2: '300.0000', e5: '600.0000' });
    assert.deepEqual(back.poison, ['e2', 'e3', 'e5']);
  });

  it('finds them of one payment, as it was then', () => {
    const back = traceBack(ledger, { kind: 'event', id: 'e4' });
    assert.deepEqual(back.methods.fifo, { e1: '1000.0000', e2: '500.0000' });
    assert.deepEqual(back.methods.lifo, { e2: '1000.0000', e3: '500.0000' });
    assert.deepEqual(back.methods['pro-rata'], { e1: '500.0000', e2: '750.0000', e3: '250.0000' });
    assert.deepEqual(back.methods.libr, { e1: '1000.0000', e2: '375.0000', e3: '125.0000' });
  });

  it('puts what an overdraft lent under the event that overdrew', () => {
    const overdrawn = flows(['+V X 10', 'X Y 30']);
    assert.deepEqual(traceBack(overdrawn, { kind: 'account', id: 'Y' }).methods.libr, { e1: '10.0000', e2: '20.0000' });
  });

  it('takes an account before an event of the same name, and nothing for what is not there', () => {
    assert.deepEqual(backTarget(ledger, 'HOUSE'), { kind: 'account', id: 'HOUSE' });
    assert.deepEqual(backTarget(ledger, 'e4'), { kind: 'event', id: 'e4' });
    assert.equal(backTarget(ledger, 'nowhere'), null);
  });
});
