import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { traceLedger } from '../../../src/tracing/index.ts';
import { ledger } from '../../unit/tracing/ledgers.ts';

const cents = fc.integer({ min: 1, max: 5_000_000 });
const text = (n: number) => (n / 100).toFixed(2);
type Move = { readonly kind: 'own' | 'A' | 'B' | 'out'; readonly amount: number };
const move: fc.Arbitrary<Move> = fc.record({ kind: fc.constantFrom('own', 'A', 'B', 'out'), amount: cents });
const moves = fc.array(move, { minLength: 1, maxLength: 40 });

const stepOf = ({ kind, amount }: Move) => (kind === 'out' ? `-${text(amount)}` : `+${text(amount)} ${kind}`);
const unitsOf = (part: string) => BigInt(part.replace('.', ''));

describe('on any ledger of one account', () => {
  it('every method prints parts that add exactly to the balance', () => {
    fc.assert(
      fc.property(moves, (list) => {
        const trace = traceLedger(ledger(null, list.map(stepOf)));
        const flow = list.reduce((sum, { kind, amount }) => sum + (kind === 'out' ? -1n : 1n) * BigInt(amount), 0n);
        const balance = (flow + unitsOf(trace.opening.amount)) * 100n;
        for (const { method, balance: parts } of Object.values(trace.methods)) {
          const sum = Object.values(parts).reduce((acc, part) => acc + unitsOf(part), 0n);
          assert.equal(sum, balance, method);
          assert.ok(
            Object.values(parts).every((part) => !part.startsWith('-')),
            method,
          );
        }
      }),
    );
  });

  it('every payment is made of parts that add exactly to it', () => {
    fc.assert(
      fc.property(moves, (list) => {
        const trace = traceLedger(ledger(null, list.map(stepOf)));
        for (const { events, method } of Object.values(trace.methods)) {
          for (const [i, { amount }] of list.entries()) {
            const parts = Object.values(events[`e${i + 1}`] ?? {});
            assert.equal(
              parts.reduce((acc, part) => acc + unitsOf(part), 0n),
              BigInt(amount) * 100n,
              `${method} e${i + 1}`,
            );
          }
        }
      }),
    );
  });

  it('the LIBR claim is the running minimum of claim and balance: min(claim + tainted in, balance)', () => {
    fc.assert(
      fc.property(moves, (list) => {
        const trace = traceLedger(ledger(null, list.map(stepOf)));
        let balance = unitsOf(trace.opening.amount);
        let claim = 0n;
        for (const { kind, amount } of list) {
          balance += (kind === 'out' ? -1n : 1n) * BigInt(amount);
          const grown = claim + (kind === 'A' || kind === 'B' ? BigInt(amount) : 0n);
          claim = grown < balance ? grown : balance;
        }
        assert.equal(unitsOf(trace.methods.libr.tainted), claim);
      }),
    );
  });
});
