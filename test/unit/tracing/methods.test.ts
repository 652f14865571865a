import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { TRACE_METHODS, type TraceMethod, traceFlows, traceLedger } from '../../../src/tracing/index.ts';
import { sharedData } from '../../shared-data.ts';
import { flows, ledger } from './ledgers.ts';

const sum = (parts: Readonly<Record<string, string>>) =>
  Object.values(parts).reduce((total, part) => total + BigInt(part.replace('.', '')), 0n);

describe('T1 of detection 4.3: own 100, claim 100, out 50, own 200, out 180, claim 60, out 40', () => {
  const { methods } = traceLedger(ledger('0', ['+100', '+100 V', '-50', '+200', '-180', '+60 V', '-40']));
  const expected: Readonly<Record<TraceMethod, readonly [readonly string[], string]>> = {
    fifo: [['0', '100.0000', '0'], '60.0000'],
    lifo: [['50.0000', '0', '40.0000'], '70.0000'],
    'taint-first': [['50.0000', '50.0000', '40.0000'], '20.0000'],
    libr: [['0', '0', '0'], '160.0000'],
    'taint-last': [['0', '0', '0'], '160.0000'],
    'pro-rata': [['25.0000', '38.5714', '16.7702'], '79.6584'],
    poison: [['50.0000', '180.0000', '40.0000'], '190.0000'],
  };
  for (const method of TRACE_METHODS) {
    it(`gives by ${method} what the table says each payment took, and what is left`, () => {
      const { events, balance } = methods[method];
      const tag = method === 'poison' ? 'touched' : 'V';
      const [taken, left] = expected[method];
      assert.deepEqual(
        ['e3', 'e5', 'e7'].map((id) => events[id]?.[tag] ?? '0'),
        taken,
      );
      assert.equal(balance[tag], left);
      assert.equal(sum(balance), 1_900_000n);
    });
  }
});

describe('The lowest intermediate balance rule', () => {
  it('does not refill a claim from later own money (T2 of detection 4.3: answer 250)', () => {
    const steps = ['+300', '+500 V', '-650', '+400', '+100 V', '-200', '+50'];
    const { running, tainted } = traceLedger(ledger('0', steps)).methods.libr;
    assert.deepEqual(running, ['0.00', '500.00', '150.00', '150.00', '250.00', '250.00', '250.00']);
    assert.equal(tainted, '250.00');
  });

  it('gives the beneficiary 25 in Roscoe v Winder, where 455 fell to 25 and own money lifted it to 358 (T3 of detection 4.3)', () => {
    assert.equal(traceLedger(ledger('0', ['+455 trust', '-430', '+333'])).methods.libr.tainted, '25.00');
  });

  it('keeps 45,500 for the trust of the Capstone example, the car being all own money (T4 of detection 4.3)', () => {
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

describe('T5 of detection 4.3, rolling as in Schmidt: A, B and C each pay 5,000, balances fall to 3,000, 4,000, 3,000', () => {
  const steps = ['+5000 A', '-2000', '+5000 B', '-4000', '+5000 C', '-6000'];
  const { methods } = traceLedger(ledger('0', steps));

  it('leaves A 500.00, B 833.33 and C 1,666.67 by LIBR with pro rata between claims', () => {
    assert.deepEqual(methods.libr.claims, { A: '500.00', B: '833.33', C: '1666.67' });
    assert.deepEqual(traceLedger(ledger('0', steps.slice(0, 4))).methods.libr.claims, { A: '1500.00', B: '2500.00' });
  });

  it('leaves all to C first in first out, and all to A last in first out', () => {
    assert.deepEqual(methods.fifo.claims, { C: '3000.00' });
    assert.deepEqual(methods.lifo.claims, { A: '3000.00' });
  });
});

describe('T7 of detection 4.3: stolen and fresh coins', () => {
  it('makes of 3 stolen and 7 fresh coins 10 touched by poison and 30 percent of any part pro rata', () => {
    const { methods } = traceLedger(ledger('0', ['+3 stolen', '+7', '-5']));
    assert.equal(methods.poison.tainted, '5.00');
    assert.deepEqual(methods['pro-rata'].events.e3, { own: '3.5000', stolen: '1.5000' });
    assert.deepEqual(methods.fifo.events.e3, { own: '2.0000', stolen: '3.0000' });
  });

  it('sends out the stolen ones as the 3rd to 5th when 2 fresh came before them', () => {
    const { events } = traceLedger(ledger('0', ['+2', '+3 stolen', '-1', '-1', '-1', '-1', '-1'])).methods.fifo;
    assert.deepEqual(
      ['e3', 'e4', 'e5', 'e6', 'e7'].map((id) => Object.keys(events[id] ?? {})),
      [['own'], ['own'], ['stolen'], ['stolen'], ['stolen']],
    );
  });
});

describe('T8 of detection 4.3: a graph of accounts that carry compositions', () => {
  const { methods } = traceFlows(
    flows([
      '+own X 1000',
      '+V1 X 2000',
      'X Y 1500',
      '+V2 Y 900',
      'Y Z 1200',
      'X Z 700',
      '+own Z 500',
      'Z HOUSE 1600',
      'Y X 400',
    ]),
    { ties: 'file' },
  );
  const table = {
    fifo: {
      HOUSE: { V1: '600.0000', own: '1000.0000' },
      X: { V1: '1100.0000', V2: '100.0000' },
      Y: { V2: '800.0000' },
      Z: { V1: '300.0000', own: '500.0000' },
    },
    lifo: {
      HOUSE: { V1: '800.0000', V2: '100.0000', own: '700.0000' },
      X: { V1: '400.0000', own: '800.0000' },
      Y: { V1: '800.0000' },
      Z: { V2: '800.0000' },
    },
    'pro-rata': {
      HOUSE: { V1: '644.4444', V2: '300.0000', own: '655.5556' },
      X: { V1: '700.0000', V2: '150.0000', own: '350.0000' },
      Y: { V1: '333.3333', V2: '300.0000', own: '166.6667' },
      Z: { V1: '322.2222', V2: '150.0000', own: '327.7778' },
    },
    'taint-last': {
      HOUSE: { V1: '85.7143', V2: '14.2857', own: '1500.0000' },
      X: { V1: '942.8571', V2: '257.1429' },
      Y: { V1: '285.7143', V2: '514.2857' },
      Z: { V1: '685.7143', V2: '114.2857' },
    },
    'taint-first': {
      HOUSE: { V1: '1176.4706', V2: '423.5294' },
      X: { V1: '250.0000', V2: '150.0000', own: '800.0000' },
      Y: { V1: '500.0000', V2: '300.0000' },
      Z: { V1: '73.5294', V2: '26.4706', own: '700.0000' },
    },
  } as const;

  for (const method of ['fifo', 'lifo', 'pro-rata', 'taint-last', 'taint-first'] as const) {
    it(`leaves by ${method} what the table says, and V1 2,000, V2 900 and own 1,500 over all places`, () => {
      const { balances } = methods[method];
      assert.deepEqual(balances, table[method]);
      for (const [tag, whole] of [
        ['V1', 2000],
        ['V2', 900],
        ['own', 1500],
      ] as const) {
        const total = Object.values(balances).reduce((all, parts) => all + Number(parts[tag] ?? '0'), 0);
        // Each of four places is printed with an error below 0.0001.
        assert.ok(Math.abs(total - whole) < 0.0004, `${tag} ${total}`);
      }
    });
  }

  it('is by libr the same as by taint-last, as on any ledger of several accounts', () => {
    assert.deepEqual(methods.libr, methods['taint-last']);
  });

  it('is touched everywhere by poison, X, Y, Z and the house by both claims', () => {
    const { balances, claims, touchedBy } = methods.poison;
    assert.deepEqual(balances.HOUSE, { own: '0.0000', touched: '1600.0000' });
    assert.deepEqual(claims, { HOUSE: '1600.00', X: '1200.00', Y: '800.00', Z: '800.00' });
    assert.deepEqual(touchedBy, { HOUSE: ['V1', 'V2'], X: ['V1', 'V2'], Y: ['V1', 'V2'], Z: ['V1', 'V2'] });
  });
});

describe('T1 to T3 of legal-and-evidence 1.3, which are other tables than those of detection 4.3', () => {
  const rows: readonly (readonly [string, string, readonly string[], string, readonly string[]])[] = [
    [
      'T1',
      '100000',
      ['+200000 T', '-75000', '-179500'],
      '45500.00',
      ['45500.00', '45500.00', '0.00', '30333.33', '0.00'],
    ],
    ['T2', '5000', ['+10000 T', '-12000', '+20000'], '23000.00', ['3000.00', '3000.00', '0.00', '2000.00', '0.00']],
    [
      'T3',
      '2000',
      ['+6000 T', '-3000', '+4000', '+5000 T', '-7000', '+1000'],
      '8000.00',
      ['7000.00', '5000.00', '3000.00', '4375.00', '1000.00'],
    ],
  ];
  for (const [id, opening, steps, balance, left] of rows) {
    it(`leaves in ${id} what the table says by LIBR, FIFO, LIFO, pro rata and taint-first`, () => {
      const { methods } = traceLedger(ledger(opening, steps));
      assert.deepEqual(
        (['libr', 'fifo', 'lifo', 'pro-rata', 'taint-first'] as const).map((method) => methods[method].tainted),
        left,
      );
      assert.equal(sum(methods.libr.balance), BigInt(balance.replace('.', '')) * 100n);
    });
  }
});

type Vector = {
  readonly id: string;
  readonly opening_clean: string;
  readonly events: readonly (readonly [string, string])[];
  readonly balance: string;
  readonly tainted_left: Readonly<Record<string, string>>;
  readonly tainted_in_each_out?: Readonly<Record<string, readonly string[]>>;
};

/** Names of the methods in legal_test_vectors.json. */
const NAMED: Readonly<Record<string, TraceMethod>> = {
  LIBR: 'libr',
  FIFO: 'fifo',
  LIFO: 'lifo',
  PRO_RATA: 'pro-rata',
  TAINTED_FIRST: 'taint-first',
};

describe('The tracing group of legal_test_vectors.json', () => {
  it('agrees in all five methods of every vector, in what is left and in what each payment took', (t) => {
    const folder = sharedData('reference');
    if (folder === null) return t.skip('NOT RUN: shared data absent');
    const { tracing } = JSON.parse(readFileSync(join(folder, 'legal_test_vectors.json'), 'utf8')) as {
      tracing: Vector[];
    };
    assert.equal(tracing.length, 3);
    for (const { id, opening_clean, events, balance, tainted_left, tainted_in_each_out = {} } of tracing) {
      const steps = events.map(([kind, amount]) =>
        kind === 'out' ? `-${amount}` : kind === 'tainted_in' ? `+${amount} T` : `+${amount}`,
      );
      const { methods } = traceLedger(ledger(opening_clean, steps));
      const left = Object.entries(tainted_left).map(([name]) => [name, methods[NAMED[name] ?? 'libr'].tainted]);
      assert.deepEqual(Object.fromEntries(left), tainted_left, id);
      assert.equal(sum(methods.libr.balance), BigInt(balance.replace('.', '')) * 100n, id);
      const payments = events.flatMap(([kind], at) => (kind === 'out' ? [`e${at + 1}`] : []));
      for (const [name, taken] of Object.entries(tainted_in_each_out)) {
        const moved = payments.map((event) =>
          Number(methods[NAMED[name] ?? 'libr'].events[event]?.T ?? '0').toFixed(2),
        );
        assert.deepEqual(moved, taken, `${id} ${name}`);
      }
    }
  });
});
