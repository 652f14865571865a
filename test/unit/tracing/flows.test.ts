import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { addMoney } from '../../../src/core/index.ts';
import {
  type Flow,
  type FlowRow,
  firstOverdraft,
  makeFlows,
  TRACE_METHODS,
  traceFlows,
} from '../../../src/tracing/index.ts';
import { tiePairs } from '../../../src/tracing/orders.ts';
import { flowRows, flows, usd } from './ledgers.ts';

const trace = (steps: readonly string[], ties: 'file' | 'both' = 'file') => traceFlows(flows(steps), { ties });

describe('A ledger of many accounts', () => {
  const [deposit] = flowRows(['+V X 100']);
  const wrong = (change: Partial<FlowRow>, rows: readonly FlowRow[] = []) => {
    const made = makeFlows([...rows, { ...(deposit as FlowRow), ...change }], 'USD');
    return made.ok ? 'accepted' : `${made.error.code}: ${made.error.message}`;
  };

  it('is refused by the event that is wrong, which is named', () => {
    const later = { ...(deposit as FlowRow), id: 'z', date: '2024-02-01' as FlowRow['date'] };
    const instant = { ...(deposit as FlowRow), id: 'y', micros: 10 };
    const dated = { ...(deposit as FlowRow), id: 'x' };
    const cases: readonly (readonly [string, RegExp])[] = [
      [wrong({ from: null, to: null }), /event e1: it has neither from nor to/],
      [wrong({ from: 'X', tag: null }), /event e1: from and to are the same account/],
      [wrong({ tag: null }), /event e1: money from outside needs a tag/],
      [wrong({ from: 'Y' }), /event e1: only money from outside has a tag/],
      [wrong({ amount: usd('0') }), /event e1: the amount is not positive/],
      [wrong({ amount: usd('-1') }), /event e1: the amount is not positive/],
      [wrong({}, flowRows(['+V X 1'])), /event e1: its id stands twice/],
      [wrong({}, [later]), /event e1: it is dated before z above it/],
      [wrong({ micros: 9 }, [instant, dated]), /event e1: it is dated before y above it/],
    ];
    for (const [message, expected] of cases) {
      assert.match(message, /^LEDGER_INVALID/);
      assert.match(message, expected);
    }
    assert.equal(wrong({}), 'accepted');
  });

  it('names the first event that takes more than its account holds', () => {
    assert.equal(firstOverdraft(flows(['+V X 100', 'X Y 100', 'Y - 101', 'X - 1']))?.id, 'e3');
    assert.equal(firstOverdraft(flows(['+V X 100', 'X Y 100', 'Y - 100'])), null);
  });

  it('keeps the scale of the amount with most decimals', () => {
    const rows = flowRows(['+V X 1', 'X - 0.00005']).map((row) => ({ ...row, amount: addMoney(row.amount, usd('0')) }));
    const made = makeFlows(rows, 'USD');
    assert.ok(made.ok);
    assert.equal(made.value.scale, 5);
    assert.deepEqual(traceFlows(made.value, { ties: 'file' }).methods.fifo.balances, { X: { V: '0.99995' } });
  });
});

describe('An overdraft that is allowed', () => {
  const { methods, overdrawn } = trace(['+V X 100', 'X Y 150', '+V X 60', '+own X 30']);

  it('ends every claim on the account, and later credits fill the hole first', () => {
    for (const method of TRACE_METHODS) {
      assert.equal(methods[method].claims.X, method === 'poison' ? '40.00' : '10.00', method);
      assert.deepEqual(
        methods[method].warnings.map(({ code, event }) => [code, event]),
        [['OVERDRAWN', 'e2']],
      );
    }
    assert.deepEqual(overdrawn, {});
  });

  it('carries the claims that were there to the payee, and what the overdraft lent as nobody’s claim', () => {
    assert.deepEqual(methods.fifo.balances.Y, { V: '100.0000', own: '50.0000' });
    assert.deepEqual(methods['pro-rata'].events.e2, { V: '100.0000', own: '50.0000' });
  });

  it('lets money of several kinds fill the hole as the method would pay it', () => {
    const steps = ['+own A 50', '+V A 50', 'X - 60', 'A X 100'];
    const left = Object.fromEntries(TRACE_METHODS.map((method) => [method, trace(steps).methods[method].balances.X]));
    assert.deepEqual(left, {
      libr: { V: '40.0000' },
      'taint-last': { V: '40.0000' },
      fifo: { V: '40.0000' },
      lifo: { V: '40.0000' },
      'pro-rata': { V: '20.0000', own: '20.0000' },
      'taint-first': { own: '40.0000' },
      poison: { touched: '40.0000', own: '0.0000' },
    });
  });

  it('is told where it stands at the end', () => {
    assert.deepEqual(trace(['+V X 100', 'X - 130.50']).overdrawn, { X: '30.50' });
  });
});

describe('Poison', () => {
  it('touches an account for good, also at zero, and what comes later', () => {
    const { balances, touchedBy, claims } = trace(['+V X 100', 'X - 100', '+own X 70']).methods.poison;
    assert.deepEqual([balances.X, claims.X, touchedBy?.X], [{ own: '0.0000', touched: '70.0000' }, '70.00', ['V']]);
  });

  it('touches what a touched account pays out of an overdraft, also when nothing is left in it', () => {
    const { events, touchedBy } = trace(['+V X 100', 'X - 100', 'X Y 30']).methods.poison;
    assert.deepEqual([events.e3, touchedBy?.Y], [{ own: '0.0000', touched: '30.0000' }, ['V']]);
  });

  it('leaves alone what was never near a claim', () => {
    const { balances, touchedBy } = trace(['+own X 100', '+V Y 5', 'X Z 40']).methods.poison;
    assert.deepEqual(balances.Z, { own: '40.0000', touched: '0.0000' });
    assert.deepEqual(touchedBy, { X: [], Y: ['V'], Z: [] });
  });
});

describe('Equal instants', () => {
  it('apply in file order, and pairs that share an account are listed', () => {
    const { ties, methods } = trace(['+own X 100 @1', '+V X 100 @2', 'X - 50 @2', '+V Y 1 @2']);
    assert.deepEqual(ties, [['e2', 'e3']]);
    assert.equal(methods['pro-rata'].claims.X, '75.00');
    assert.equal(methods['pro-rata'].interval, undefined);
  });

  it('are paired in file order by each account that they share, once, and a day of 50,000 accounts is no long work', () => {
    const { events } = flows(['+own X 9 @1', '+V Y 9 @1', 'X Y 1 @1', 'Y X 1 @1', '+V Z 1 @1']);
    assert.deepEqual(tiePairs(events).listed, [
      ['e1', 'e3'],
      ['e1', 'e4'],
      ['e2', 'e3'],
      ['e2', 'e4'],
      ['e3', 'e4'],
    ]);
    const [deposit] = events;
    const apart = Array.from({ length: 50_000 }, (_, at) => ({ ...(deposit as Flow), id: `d${at}`, to: `D${at}` }));
    const start = process.cpuUsage();
    assert.deepEqual(tiePairs(apart), { listed: [], isWhole: true });
    assert.ok(process.cpuUsage(start).user < 2_000_000, 'every pair was compared');
    const together = apart.map((event) => ({ ...event, to: 'X' }));
    const { listed, isWhole } = tiePairs(together);
    assert.deepEqual([listed.length, isWhole], [10_000, false]);
  });

  it('give with --ties both the interval over credits first and debits first', () => {
    const { methods } = trace(['+own X 100 @1', '+V X 100 @2', 'X - 50 @2'], 'both');
    assert.deepEqual(methods['pro-rata'].interval, { X: ['75.00', '100.00'] });
    assert.deepEqual(methods.lifo.interval, { X: ['50.00', '100.00'] });
    assert.deepEqual(methods.libr.interval, { X: ['100.00', '100.00'] });
  });

  it('let a chain of transfers of one day run through, or stand still, in the interval', () => {
    const steps = ['+V X 100 @1', '+own Y 100 @1', 'Y Z 50 @2', 'X Y 100 @2'];
    const { methods } = trace(steps, 'both');
    assert.equal(methods['pro-rata'].claims.Z, '0.00');
    assert.deepEqual(methods['pro-rata'].interval?.Z, ['0.00', '25.00']);
  });
});

describe('The spread', () => {
  it('is the least and the most that the seven methods leave on an account', () => {
    assert.deepEqual(trace(['+own X 100', '+V X 100', 'X - 50']).spread, { X: ['50.00', '150.00'] });
  });
});
