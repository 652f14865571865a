import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { type TraceMethod, traceLedger } from '../../../src/tracing/index.ts';
import { sharedData } from '../../shared-data.ts';
import { ledger } from './ledgers.ts';

describe('T1 of detection 4.3: own 100, claim 100, out 50, own 200, out 180, claim 60, out 40', () => {
  const trace = traceLedger(ledger('0', ['+100', '+100 V', '-50', '+200', '-180', '+60 V', '-40']));
  const taken = (method: TraceMethod) => ['e3', 'e5', 'e7'].map((id) => trace.methods[method].events[id]?.V ?? '0');

  it('leaves 160 under the lowest intermediate balance rule, with nothing taken by the payments', () => {
    assert.equal(trace.methods.libr.tainted, '160.00');
    assert.deepEqual(taken('libr'), ['0', '0', '0']);
  });

  it('leaves 60 first in first out, the second payment taking all of the first claim', () => {
    assert.equal(trace.methods.fifo.tainted, '60.00');
    assert.deepEqual(taken('fifo'), ['0', '100.0000', '0']);
  });

  it('leaves 79.6584 pro rata, the payments taking 25, 38.5714 and 16.7702', () => {
    assert.deepEqual(trace.methods['pro-rata'].balance, { V: '79.6584', own: '110.3416' });
    assert.deepEqual(taken('pro-rata'), ['25.0000', '38.5714', '16.7702']);
  });
});

describe('the lowest intermediate balance rule', () => {
  it('does not refill a claim from later own money (T2: answer 250)', () => {
    const steps = ['+300', '+500 V', '-650', '+400', '+100 V', '-200', '+50'];
    const claims = steps.map((_, i) => traceLedger(ledger('0', steps.slice(0, i + 1))).methods.libr.tainted);
    assert.deepEqual(claims, ['0.00', '500.00', '150.00', '150.00', '250.00', '250.00', '250.00']);
  });

  it('gives the beneficiary 25 in Roscoe v Winder, where 455 fell to 25 and own money lifted it to 358 (T3)', () => {
    assert.equal(traceLedger(ledger('0', ['+455 trust', '-430', '+333'])).methods.libr.tainted, '25.00');
  });

  it('keeps 45,500 for the trust of the Capstone example, the car being all own money (T4)', () => {
    const trace = traceLedger(ledger('100000', ['+200000 trust', '-75000', '-179500']));
    assert.equal(trace.methods.libr.tainted, '45500.00');
    assert.deepEqual(trace.methods.libr.events.e2, { own: '75000.0000' });
    assert.deepEqual(trace.methods.libr.events.e3, { own: '25000.0000', trust: '154500.0000' });
  });

  it('shares a loss between two claims in proportion', () => {
    const { claims } = traceLedger(ledger('0', ['+100 V-1', '+300 V-2', '-200'])).methods.libr;
    assert.deepEqual(claims, { 'V-1': '50.00', 'V-2': '150.00' });
  });
});

type Vector = {
  readonly id: string;
  readonly opening_clean: string;
  readonly events: readonly (readonly [string, string])[];
  readonly balance: string;
  readonly tainted_left: Readonly<Record<string, string>>;
};

describe('the tracing group of legal_test_vectors.json', () => {
  it('agrees for LIBR, FIFO and pro rata in every vector', (t) => {
    const folder = sharedData('reference');
    if (folder === null) return t.skip('NOT RUN: shared data absent');
    const { tracing } = JSON.parse(readFileSync(join(folder, 'legal_test_vectors.json'), 'utf8')) as {
      tracing: Vector[];
    };
    assert.equal(tracing.length, 3);
    for (const { id, opening_clean, events, balance, tainted_left } of tracing) {
      const steps = events.map(([kind, amount]) =>
        kind === 'out' ? `-${amount}` : kind === 'tainted_in' ? `+${amount} T` : `+${amount}`,
      );
      const { methods } = traceLedger(ledger(opening_clean, steps));
      const { LIBR, FIFO, PRO_RATA } = tainted_left;
      assert.deepEqual(
        [methods.libr.tainted, methods.fifo.tainted, methods['pro-rata'].tainted],
        [LIBR, FIFO, PRO_RATA],
        id,
      );
      const held = Object.values(methods.libr.balance).reduce((sum, part) => sum + Number(part), 0);
      assert.equal(held, Number(balance), id);
    }
  });
});
