import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createRng, dateOfDay, type Rng } from '../../../src/core/index.ts';
import { type Ledger, type LedgerEvent, TRACE_METHODS, traceLedger } from '../../../src/tracing/index.ts';
import { randomLedger } from './random-ledger.ts';

const LONG = process.env.REDRESS_LONG === '1';
const RUNS = LONG ? 10_000 : 500;
const SHUFFLES = 6;

/** One account, some days with several movements whose order nobody knows; now and then an overdraft. */
function datedLedger(rng: Rng): Ledger {
  const events: LedgerEvent[] = Array.from({ length: 4 + rng.int(9) }, (_, i) => {
    const isCredit = rng.int(5) < 3;
    return {
      id: `e${i}`,
      date: dateOfDay(19_000 + Math.floor(i / (1 + rng.int(3)))),
      micros: null,
      direction: isCredit ? 'in' : 'out',
      units: BigInt(1 + rng.int(rng.int(2) === 0 ? 20 : 2000)),
      tag: isCredit ? (['own', 'V1', 'V2'][rng.int(3)] ?? 'own') : null,
    };
  });
  events.sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0));
  return { currency: 'USD', scale: 2, opening: BigInt(rng.int(3000)), events };
}

/** The same movements with an instant each, in one of the orders that the dates allow. */
function inOneOrder(ledger: Ledger, rng: Rng): Ledger {
  const keyed = ledger.events.map((event) => ({ event, key: rng.next() }));
  keyed.sort((a, b) => (a.event.date < b.event.date ? -1 : a.event.date > b.event.date ? 1 : a.key - b.key));
  return { ...ledger, events: keyed.map(({ event }, at) => ({ ...event, micros: at })) };
}

describe('Movements of one day in any order', () => {
  it('leave by every method an amount of claims inside the interval that is reported for them', (t) => {
    let wide = 0;
    for (let i = 0; i < RUNS; i++) {
      const rng = createRng(`ties-${i}`);
      const ledger = datedLedger(rng);
      const { methods } = traceLedger(ledger);
      if (methods.lifo.interval[0] !== methods.lifo.interval[1]) wide++;
      for (let n = 0; n < SHUFFLES; n++) {
        const shuffled = traceLedger(inOneOrder(ledger, rng)).methods;
        for (const method of TRACE_METHODS) {
          const [least, most] = methods[method].interval.map(Number);
          const claims = Number(shuffled[method].tainted);
          assert.ok(least !== undefined && most !== undefined && claims >= least && claims <= most, `${method} ${i}`);
        }
      }
    }
    t.diagnostic(`${RUNS} ledgers, ${SHUFFLES} orders each; ${wide} with an open interval by lifo`);
  });

  const large = LONG ? { runs: 100, events: 100_000 } : { runs: 5, events: 2000 };
  it(`so on ${large.runs} ledgers of ${large.events} movements`, () => {
    for (let i = 0; i < large.runs; i++) {
      const rng = createRng(`ties-large-${i}`);
      const { events } = randomLedger(`ties-large-${i}`, { events: large.events, accounts: 1, claims: 2 });
      const ledger: Ledger = {
        currency: 'USD',
        scale: 2,
        opening: 5000n,
        events: events.map(({ from, to: _to, ...event }) => ({ ...event, direction: from === null ? 'in' : 'out' })),
      };
      const { methods } = traceLedger(ledger);
      const shuffled = traceLedger(inOneOrder(ledger, rng)).methods;
      for (const method of TRACE_METHODS) {
        const [least, most] = methods[method].interval.map(Number);
        const claims = Number(shuffled[method].tainted);
        assert.ok(least !== undefined && most !== undefined && claims >= least && claims <= most, `${method} ${i}`);
      }
    }
  });
});
