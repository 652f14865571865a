import { addMoney, type DateText, type Money, zeroMoney } from '../core/index.ts';

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
 * there before: the least opening is then taken (see `leastOpening`).
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
  const { scale } = amounts.reduce((widest, amount) => addMoney(widest, { ...amount, units: 0n }), zeroMoney(currency));
  const units = (money: Money): bigint => money.units * 10n ** BigInt(scale - money.scale);
  return {
    currency,
    scale,
    opening: opening === null ? null : units(opening),
    events: rows.map(({ amount, ...row }) => ({ ...row, units: units(amount) })),
  };
}

/** How movements of one instant stand to each other: which side of the interval is computed. */
export type TieOrder = 'credits-first' | 'debits-first';

/**
 * Groups of events whose order the records do not tell: equal instants, or a date on which any row lacks an instant.
 * Only groups that hold both a credit and a debit matter, and only those are returned as ties.
 */
function orderGroups(events: readonly LedgerEvent[]): LedgerEvent[][] {
  const vague = new Set(events.filter(({ micros }) => micros === null).map(({ date }) => date));
  const groups = new Map<string, LedgerEvent[]>();
  for (const event of events) {
    const key = vague.has(event.date) ? event.date : `${event.date} ${event.micros}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [event]);
    else group.push(event);
  }
  return [...groups.values()];
}

const mixed = (group: readonly LedgerEvent[]): boolean =>
  group.some(({ direction }) => direction === 'in') && group.some(({ direction }) => direction === 'out');

/** The ledger with its ties put in one order. The given order stands inside each direction. */
export function inTieOrder(ledger: Ledger, order: TieOrder): Ledger {
  const first = order === 'credits-first' ? 'in' : 'out';
  const events = orderGroups(ledger.events).flatMap((group) =>
    mixed(group) ? group.toSorted((a, b) => Number(b.direction === first) - Number(a.direction === first)) : group,
  );
  return { ...ledger, events };
}

/** Ids of events whose mutual order is not known, group by group. */
export function tiesOf(ledger: Ledger): string[][] {
  return orderGroups(ledger.events)
    .filter(mixed)
    .map((group) => group.map(({ id }) => id));
}

/** The least opening balance, in minor units, with which the account never goes below zero in the given order. */
export function leastOpening({ events }: Pick<Ledger, 'events'>): bigint {
  let balance = 0n;
  let lowest = 0n;
  for (const { direction, units } of events) {
    balance += direction === 'in' ? units : -units;
    if (balance < lowest) lowest = balance;
  }
  return -lowest;
}
