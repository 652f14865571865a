import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Composition } from '../../../src/tracing/composition.ts';
import { courseOf } from '../../../src/tracing/course.ts';
import { TRACE_METHODS, type TraceMethod } from '../../../src/tracing/index.ts';
import { randomLedger } from './random-ledger.ts';

const LONG = process.env.REDRESS_LONG === '1';
const RUNS = LONG ? 100 : 1;
const EVENTS = 100_000;

/** `libr` is walked as taint-last and gives the same; once is enough at this size. */
const WALKED: readonly TraceMethod[] = TRACE_METHODS.filter((method) => method !== 'libr');

const addsUp = ({ units, denominator, parts }: Composition) =>
  parts.reduce((sum, part) => sum + part, 0n) === units * denominator && parts.every((part) => part > 0n);

describe(`On ledgers of ${EVENTS} events`, () => {
  it(`the parts of every account add exactly to its balance after every event, by every method, ${RUNS} times`, (t) => {
    for (let i = 0; i < RUNS; i++) {
      const { events } = randomLedger(`sums-${i}`, { events: EVENTS, accounts: 2_000, claims: 3 });
      for (const method of WALKED) {
        const balances = new Map<string, bigint>();
        const move = (account: string | null, units: bigint) => {
          if (account !== null) balances.set(account, (balances.get(account) ?? 0n) + units);
        };
        const { notes, roundings } = courseOf(method, events, {
          checkpointEvery: EVENTS,
          note: ({ event: { from, to, units }, moved, held }) => {
            move(from, -units);
            move(to, units);
            const sound = [from, to].every((account) => {
              if (account === null) return true;
              const whole = held(account);
              return whole.units === balances.get(account) && addsUp(whole);
            });
            return sound && moved().units === units && addsUp(moved());
          },
        });
        assert.equal(notes.indexOf(false), -1, `${method}: event number ${notes.indexOf(false)} of ledger ${i}`);
        t.diagnostic(`ledger ${i} ${method}: ${notes.length} events, ${roundings} roundings`);
      }
    }
  });
});
