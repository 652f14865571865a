import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createRng } from '../../../src/core/index.ts';
import { type FlowLedger, openFlows, TRACE_METHODS, traceBack, traceFlows } from '../../../src/tracing/index.ts';
import { randomLedger } from './random-ledger.ts';

const LONG = process.env.REDRESS_LONG === '1';
const RUNS = LONG ? 2_000 : 100;

const unitsOf = (text: string) => BigInt(text.replace('.', ''));

describe('A record that comes late', () => {
  it('gives, replayed from the checkpoint before its place, the same bytes as the whole ledger from scratch', () => {
    for (let i = 0; i < RUNS; i++) {
      const rng = createRng(`late-${i}`);
      const ledger = randomLedger(`late-ledger-${i}`, { events: 60, accounts: 1 + rng.int(5), claims: 3 });
      const at = rng.int(ledger.events.length);
      const late = ledger.events[at];
      assert.ok(late !== undefined);
      const without = { ...ledger, events: ledger.events.toSpliced(at, 1) };
      const options = { ties: 'both' } as const;
      const inserted = openFlows(without, options, 1 + rng.int(20)).insert(late, at);
      assert.deepEqual(inserted.ledger, ledger);
      assert.equal(JSON.stringify(inserted.trace), JSON.stringify(traceFlows(ledger, options)), `ledger ${i}`);
    }
  });
});

describe('Going back', () => {
  /** What the deposits of one tag come to, in units of the last printed place. */
  function byTag(parts: Readonly<Record<string, string>>, ledger: FlowLedger): Record<string, bigint> {
    const tagOf = new Map(ledger.events.map(({ id, tag }) => [id, tag ?? 'own']));
    const sums: Record<string, bigint> = {};
    for (const [event, text] of Object.entries(parts)) {
      const tag = tagOf.get(event) ?? '';
      sums[tag] = (sums[tag] ?? 0n) + unitsOf(text);
    }
    return sums;
  }

  it('agrees with going forward: for each tag the deposits add to what the account holds, by every method', () => {
    for (let i = 0; i < RUNS; i++) {
      const ledger = randomLedger(`back-${i}`, { events: 60, accounts: 1 + (i % 5), claims: 2 });
      const { methods } = traceFlows(ledger, { ties: 'file' });
      const account = 'A0';
      const back = traceBack(ledger, { kind: 'account', id: account });
      assert.deepEqual(back.poison.length === 0, (methods.poison.touchedBy?.[account] ?? []).length === 0);
      for (const method of TRACE_METHODS.filter((name) => name !== 'poison')) {
        const sums = byTag(back.methods[method], ledger);
        const forward = methods[method].balances[account] ?? {};
        const deposits = BigInt(Object.keys(back.methods[method]).length);
        for (const tag of new Set([...Object.keys(sums), ...Object.keys(forward)])) {
          const apart = (sums[tag] ?? 0n) - unitsOf(forward[tag] ?? '0.0000');
          // Each printed part is off by less than one of the last place.
          assert.ok(apart <= deposits && apart >= -deposits, `${method} ledger ${i} ${tag}: ${apart}`);
        }
        const total = (parts: Iterable<bigint>) => [...parts].reduce((sum, part) => sum + part, 0n);
        assert.equal(total(Object.values(sums)), total(Object.values(forward).map(unitsOf)), `${method} ledger ${i}`);
      }
    }
  });
});
