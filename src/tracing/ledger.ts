import { type DateText, type Money, minorDigits } from '../core/index.ts';
import type { Flow } from './flows.ts';

/**
 * One movement of one account. `units` are positive minor units at the ledger's scale; `tag` names whose money a credit
 * is (`own`, or a claim) and is null on a debit. `micros` is the instant when the record states one.
 */
export type LedgerEvent = {
  readonly id: string;
  readonly date: DateText;
  readonly micros: number | null;
  readonly direction: 'in' | 'out';
  readonly units: bigint;
  readonly tag: string | null;
};

/**
 * The time-ordered movements of one account in one currency. `opening` null means that no record states what was
 * there before: the least possible opening is taken (see `leastOpening`).
 */
export type Ledger = {
  readonly currency: string;
  readonly scale: number;
  readonly opening: bigint | null;
  readonly events: readonly LedgerEvent[];
};

/** A credit or debit as a caller has it, before it is put on the common scale of its ledger. */
export type LedgerRow = Omit<LedgerEvent, 'units'> & { readonly amount: Money };

/**
 * Puts rows of one currency on one scale (that of the row with most decimals), keeping their order. Throws when the
 * currencies differ: one account is traced per currency.
 */
export function makeLedger(rows: readonly LedgerRow[], opening: Money | null, currency: string): Ledger {
  const amounts = [...rows.map(({ amount }) => amount), ...(opening === null ? [] : [opening])];
  const stranger = amounts.find((amount) => amount.currency !== currency);
  if (stranger !== undefined) throw new TypeError(`money of two currencies: ${currency} and ${stranger.currency}`);
  const scale = amounts.reduce((widest, amount) => Math.max(widest, amount.scale), minorDigits(currency));
  const units = (money: Money): bigint =>
    money.scale === scale ? money.units : money.units * 10n ** BigInt(scale - money.scale);
  return {
    currency,
    scale,
    opening: opening === null ? null : units(opening),
    events: rows.map(({ amount, ...row }) => ({ ...row, units: units(amount) })),
  };
}

/** The one account of a ledger, when it is traced like one of many. */
export const THE_ACCOUNT = 'account';

/** The ledger of one account as movements from outside into it and out of it. */
export function flowsOf({ events }: Ledger): Flow[] {
  return events.map(({ direction, ...event }) =>
    direction === 'in'
      ? { ...event, from: null, to: THE_ACCOUNT }
      : { ...event, from: THE_ACCOUNT, to: null, tag: null },
  );
}

/** The least opening balance, in minor units, with which the account never goes below zero in the given order. */
export function leastOpening(events: readonly Flow[]): bigint {
  let balance = 0n;
  let lowest = 0n;
  for (const { from, units } of events) {
    balance += from === null ? units : -units;
    if (balance < lowest) lowest = balance;
  }
  return -lowest;
}
