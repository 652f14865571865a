import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { claimsInOrder, OWN, TRACE_METHODS, traceLedger } from '../../../src/tracing/index.ts';
import { ledger } from '../../unit/tracing/ledgers.ts';

const step = fc
  .record({ kind: fc.constantFrom('own', 'A', 'B', 'C', 'out'), cents: fc.integer({ min: 1, max: 90_000 }) })
  .map(
    ({ kind, cents }) => `${kind === 'out' ? '-' : '+'}${(cents / 100).toFixed(2)}${kind === 'out' ? '' : ` ${kind}`}`,
  );
const opening = fc.integer({ min: 0, max: 100_000 }).map((cents) => (cents / 100).toFixed(2));

const units = (text: string): bigint => BigInt(text.replace('.', ''));

describe('claims in the order given', () => {
  it('are those of the whole trace where no two movements share a day, by every method, overdrafts too', () => {
    fc.assert(
      fc.property(opening, fc.array(step, { minLength: 1, maxLength: 60 }), (start, steps) => {
        const given = ledger(start, steps);
        const [whole, claims] = [traceLedger(given), claimsInOrder(given)];
        for (const method of TRACE_METHODS) {
          const { events, tainted } = whole.methods[method];
          const moved = whole.order.map((id) =>
            Object.entries(events[id] ?? {}).reduce((sum, [tag, part]) => (tag === OWN ? sum : sum + units(part)), 0n),
          );
          assert.deepEqual(claims[method].moved.map(units), moved, method);
          assert.equal(claims[method].left, tainted, method);
        }
      }),
      { numRuns: process.env.REDRESS_LONG === '1' ? 4_000 : 200 },
    );
  });

  it('follow the order of the lines on one day: a payment before the claim takes nothing of it', () => {
    const given = ledger('100.00', ['-60.00', '+60.00 V']);
    const sameDay = {
      ...given,
      events: given.events.map((event) => ({ ...event, date: given.events[0]?.date ?? event.date })),
    };
    assert.deepEqual(claimsInOrder(sameDay)['pro-rata'], { moved: ['0.0000', '60.0000'], left: '60.00' });
    assert.equal(traceLedger(sameDay).methods['pro-rata'].tainted, '37.50');
  });
});
