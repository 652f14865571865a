import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type FlowLedger, type FlowTrace, traceFlows } from '../../../src/tracing/index.ts';
import { NAIVE_METHODS, type NaiveMethod, traceNaively } from './naive.ts';
import { randomLedger } from './random-ledger.ts';

const LONG = process.env.REDRESS_LONG === '1';

const unitsOf = (text: string | undefined) => BigInt((text ?? '0.0000').replace('.', ''));

/** The figures are those of the second implementation; where compositions were rounded, to the last printed digit. */
function assertSame(method: NaiveMethod, ledger: FlowLedger, { methods }: FlowTrace, seed: string): number {
  if (method === 'taint-last') assert.deepEqual(methods.libr, methods['taint-last'], seed);
  const ours = methods[method];
  const naive = traceNaively(ledger, method);
  const roundings = ours.warnings.filter(({ code }) => code === 'ROUNDED').length;
  if (roundings === 0) {
    assert.deepEqual({ balances: ours.balances, events: ours.events }, naive, `${method} ${seed}`);
    return 0;
  }
  for (const key of ['balances', 'events'] as const)
    for (const [name, parts] of Object.entries(naive[key]))
      for (const tag of new Set([...Object.keys(parts), ...Object.keys(ours[key][name] ?? {})])) {
        const apart = unitsOf(parts[tag]) - unitsOf(ours[key][name]?.[tag]);
        assert.ok(apart >= -1n && apart <= 1n, `${method} ${seed} ${key} ${name} ${tag}: ${apart}`);
      }
  return 1;
}

describe('On random ledgers every figure of every method is that of an exact, naive second implementation', () => {
  const small = LONG ? 10_000 : 500;
  it(`of 100 events, ${small} times`, (t) => {
    let rounded = 0;
    for (let i = 0; i < small; i++) {
      const seed = `exact-100-${i}`;
      const ledger = randomLedger(seed, { events: 100, accounts: 1 + (i % 6), claims: 1 + (i % 4) });
      const trace = traceFlows(ledger, { ties: 'file' });
      for (const method of NAIVE_METHODS) rounded += assertSame(method, ledger, trace, seed);
    }
    t.diagnostic(`${small} ledgers, ${rounded} traces with a rounding`);
  });

  const large = LONG ? 100 : 5;
  it(`of 1,000 events, ${large} times`, (t) => {
    let rounded = 0;
    for (let i = 0; i < large; i++) {
      const seed = `exact-1000-${i}`;
      const ledger = randomLedger(seed, { events: 1000, accounts: 20 + (i % 8), claims: 2 + (i % 3) });
      const trace = traceFlows(ledger, { ties: 'file' });
      for (const method of NAIVE_METHODS) rounded += assertSame(method, ledger, trace, seed);
    }
    t.diagnostic(`${large} ledgers, ${rounded} traces with a rounding`);
  });
});
