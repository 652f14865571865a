import type { Book, TraceMethod } from './book.ts';
import { type Composition, EMPTY, lesser, OWN, single } from './composition.ts';
import { openFifo } from './fifo.ts';
import type { Ledger } from './ledger.ts';
import { openLibr } from './libr.ts';
import { openProRata } from './pro-rata.ts';

const OPEN: Readonly<Record<TraceMethod, () => Book>> = { libr: openLibr, fifo: openFifo, 'pro-rata': openProRata };

/** One step of the walk: what the event moved, and what the account held after it. */
export type Step = {
  readonly event: string;
  readonly moved: Composition;
  readonly held: Composition;
  /** Minor units below zero; the composition is then empty. */
  readonly overdrawn: bigint;
};

export type Walk = {
  readonly method: TraceMethod;
  readonly steps: readonly Step[];
  readonly final: Composition;
  /** Events that took more than the account held: every claim ended there. */
  readonly overdrafts: readonly string[];
  readonly roundings: number;
};

/**
 * Walks one ledger under one method. An overdraft destroys all claims at that point and later credits first fill the
 * hole (detection 4.2). After every event the parts add exactly to the balance.
 */
export function walkLedger(ledger: Ledger, method: TraceMethod): Walk {
  const book = OPEN[method]();
  const opening = ledger.opening ?? 0n;
  // An account that opens overdrawn holds nothing, and the first credits fill the hole.
  let [balance, hole] = opening < 0n ? [0n, -opening] : [opening, 0n];
  book.deposit(OWN, balance);
  const steps: Step[] = [];
  const overdrafts: string[] = [];
  for (const { id, direction, units, tag } of ledger.events) {
    let moved: Composition = EMPTY;
    if (direction === 'in') {
      const fills = lesser(units, hole);
      hole -= fills;
      balance += units - fills;
      moved = single(tag ?? OWN, units - fills);
      book.deposit(tag ?? OWN, units - fills);
    } else {
      const covered = lesser(units, balance);
      moved = book.withdraw(covered);
      balance -= covered;
      hole += units - covered;
      if (covered < units) overdrafts.push(id);
    }
    steps.push({ event: id, moved, held: book.holds(), overdrawn: hole });
  }
  return { method, steps, final: book.holds(), overdrafts, roundings: book.roundings() };
}
