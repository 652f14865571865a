import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type DateText, parseMoney, unwrap } from '../../../src/core/index.ts';
import { type LedgerRow, makeLedger, traceLedger } from '../../../src/tracing/index.ts';
import { ledger, usd } from './ledgers.ts';

const codes = (trace: ReturnType<typeof traceLedger>) => trace.warnings.map(({ code }) => code);

describe('a trace without an opening balance', () => {
  it('starts from the least balance that never lets the account go below zero, as own money', () => {
    const trace = traceLedger(ledger(null, ['-300', '+500 V', '-400', '+50']));
    assert.deepEqual(trace.opening, { amount: '300.00', known: false });
    assert.deepEqual(codes(trace), ['OPENING_UNKNOWN']);
    assert.equal(trace.methods.libr.tainted, '100.00');
  });

  it('takes the lowest point to the last cent, though the account comes up by a cent after it', () => {
    assert.equal(traceLedger(ledger(null, ['-300', '+0.01', '+500 V'])).opening.amount, '300.00');
  });

  it('starts from zero when the movements never go below it', () => {
    assert.equal(traceLedger(ledger(null, ['+10', '-10'])).opening.amount, '0.00');
  });
});

describe('an overdraft', () => {
  it('ends every claim, and later credits first fill the hole', () => {
    const trace = traceLedger(ledger('0', ['+100 V', '-150', '+60 V']));
    assert.deepEqual(codes(trace), ['OVERDRAWN']);
    for (const method of Object.values(trace.methods)) assert.equal(method.tainted, '10.00', method.method);
  });

  it('that stands at the opening is filled before any claim is held', () => {
    const trace = traceLedger(ledger('-100', ['+200 V']));
    for (const method of Object.values(trace.methods)) {
      const balance = method.method === 'poison' ? { own: '0.0000', touched: '100.0000' } : { V: '100.0000' };
      assert.deepEqual([method.tainted, method.balance], ['100.00', balance], method.method);
    }
  });
});

describe('movements of one day whose order is not known', () => {
  const day = '2024-03-04' as DateText;
  const row = (
    id: string,
    direction: 'in' | 'out',
    amount: string,
    tag: string | null,
    micros: number | null,
  ): LedgerRow => ({
    id,
    date: day,
    micros,
    direction,
    amount: usd(amount),
    tag,
  });

  it('apply deposits first, and the interval covers both orders', () => {
    const trace = traceLedger(
      makeLedger([row('out', 'out', '80', null, null), row('in', 'in', '100', 'V', null)], usd('50'), 'USD'),
    );
    assert.deepEqual(trace.ties, [['out', 'in']]);
    assert.deepEqual(trace.methods.libr.interval, ['70.00', '70.00']);
    assert.deepEqual(trace.methods.fifo.interval, ['70.00', '70.00']);
    assert.deepEqual(trace.methods['pro-rata'].interval, ['46.67', '70.00']);
    assert.equal(trace.methods['pro-rata'].tainted, '46.67');
  });

  it('are a tie also where own money and a claim come in and nothing goes out: which lot is older is not known', () => {
    const next = { ...row('later', 'out', '100', null, null), date: '2024-03-05' as DateText };
    const lots = [row('a', 'in', '100', 'V', null), row('b', 'in', '100', 'own', null), next];
    const trace = traceLedger(makeLedger(lots, usd('0'), 'USD'));
    assert.deepEqual(trace.methods.fifo.interval, ['0.00', '100.00']);
    assert.deepEqual([trace.ties, codes(trace)], [[['a', 'b']], ['TIES']]);
  });

  it('keep the order of known instants and are then no ties', () => {
    const trace = traceLedger(
      makeLedger([row('out', 'out', '30', null, 1), row('in', 'in', '100', 'V', 2)], usd('50'), 'USD'),
    );
    assert.deepEqual(trace.ties, []);
    assert.deepEqual(trace.methods['pro-rata'].balance, { V: '100.0000', own: '20.0000' });
  });
});

describe('printing', () => {
  it('lets thirds add exactly to the balance by largest remainder, ties by tag', () => {
    const { balance, claims } = traceLedger(ledger('0', ['+1 A', '+1 B', '+1 C', '-2'])).methods['pro-rata'];
    assert.deepEqual(balance, { A: '0.3334', B: '0.3333', C: '0.3333' });
    assert.deepEqual(claims, { A: '0.34', B: '0.33', C: '0.33' });
  });

  it('keeps the scale of an amount with more decimals than its currency', () => {
    const rows: LedgerRow[] = [
      {
        id: 'a',
        date: '2024-01-01' as DateText,
        micros: null,
        direction: 'in',
        amount: unwrap(parseMoney('1.00005', 'USD')),
        tag: 'V',
      },
    ];
    assert.deepEqual(traceLedger(makeLedger(rows, usd('0'), 'USD')).methods.fifo.balance, { V: '1.00005' });
  });

  it('says when a composition grew past 4,096 bits, and the parts still add exactly', () => {
    const steps = Array.from({ length: 600 }, (_, i) =>
      i % 2 === 0 ? `+${1000 + i}.${10 + (i % 89)} ${i % 4 === 0 ? 'V' : 'own'}` : `-${900 + (i % 97)}.0${i % 10}`,
    );
    const trace = traceLedger(ledger('0', steps));
    const { balance } = trace.methods['pro-rata'];
    const total = Object.values(balance).reduce((sum, part) => sum + BigInt(part.replace('.', '')), 0n);
    const flow = steps.reduce((sum, step) => {
      const units = BigInt((step.slice(1).split(' ')[0] ?? '').replace('.', ''));
      return step.startsWith('+') ? sum + units : sum - units;
    }, 0n);
    assert.equal(total, flow * 100n);
    assert.ok(codes(trace).includes('ROUNDED'));
  });
});
