import { createRng, dateOfDay, type Rng } from '../../../src/core/index.ts';
import type { Flow, FlowLedger } from '../../../src/tracing/index.ts';

export type LedgerShape = {
  readonly events: number;
  readonly accounts: number;
  readonly claims: number;
  readonly most?: number;
};

const START_DAY = 19_000;

/**
 * A ledger in which no account is ever overdrawn: about a third of the events bring money, half move it, the rest take it
 * out; amounts are cents up to `most` (10,000.00), now and then a whole balance, and some events share their day.
 */
export function randomLedger(
  seed: string,
  { events: count, accounts, claims, most = 1_000_000 }: LedgerShape,
): FlowLedger {
  const rng = createRng(seed);
  const names = Array.from({ length: accounts }, (_, i) => `A${i}`);
  const balances = new Map<string, bigint>(names.map((name) => [name, 0n]));
  const events: Flow[] = [];
  let day = START_DAY;
  for (let i = 0; i < count; i++) {
    day += rng.int(4) === 0 ? 0 : 1;
    const base = { id: `e${i + 1}`, date: dateOfDay(day), micros: null };
    events.push({ ...base, ...nextMove(rng, { names, balances, claims, most }) });
  }
  return { currency: 'USD', scale: 2, events };
}

const pick = (rng: Rng, names: readonly string[]): string => names[rng.int(names.length)] ?? '';

type World = {
  readonly names: readonly string[];
  readonly balances: Map<string, bigint>;
  readonly claims: number;
  readonly most: number;
};

function nextMove(rng: Rng, { names, balances, claims, most }: World): Pick<Flow, 'from' | 'to' | 'units' | 'tag'> {
  const account = pick(rng, names);
  const held = balances.get(account) ?? 0n;
  if (held === 0n || rng.int(3) === 0) {
    const units = 1n + BigInt(rng.int(most));
    balances.set(account, held + units);
    return { from: null, to: account, units, tag: rng.int(2) === 0 ? 'own' : `V${1 + rng.int(claims)}` };
  }
  const units = rng.int(10) === 0 ? held : 1n + (held * BigInt(rng.int(1000))) / 1000n;
  const paid = units > held ? held : units;
  balances.set(account, held - paid);
  const payee = pick(rng, names);
  if (payee === account || rng.int(4) === 0) return { from: account, to: null, units: paid, tag: null };
  balances.set(payee, (balances.get(payee) ?? 0n) + paid);
  return { from: account, to: payee, units: paid, tag: null };
}
