import type { DeskPayee } from './types.ts';

/** Whole cents. An overdrawn account and a property worth less than its liens have nothing to reach. */
export function cents(amount: string): bigint {
  if (amount.startsWith('-')) return 0n;
  const [whole = '0', fraction = ''] = amount.split('.');
  return BigInt(whole) * 100n + BigInt(fraction.slice(0, 2).padEnd(2, '0'));
}

type Part = { readonly orderedOn: string; readonly cents: bigint };

export type Settlement = {
  /** What of which order was filled, and when. */
  readonly fills: readonly (Part & { readonly receivedOn: string })[];
  readonly unpaid: readonly Part[];
};

export function sumOf(parts: readonly { readonly cents: bigint }[]): bigint {
  return parts.reduce((sum, part) => sum + part.cents, 0n);
}

function smaller(a: bigint, b: bigint): bigint {
  if (a < b) return a;
  return b;
}

/**
 * Orders are filled oldest first. What exceeds all of them is not counted as paid: no victim's receipts stand above what was
 * ordered (18 USC 3664(j)(2); R14).
 */
export function settleOrders({ orders, receipts }: DeskPayee): Settlement {
  const open = orders.map(({ on, amount }) => ({ orderedOn: on, rest: cents(amount) }));
  const fills: (Part & { readonly receivedOn: string })[] = [];
  for (const { on: receivedOn, amount } of receipts) {
    let rest = cents(amount);
    for (const order of open) {
      const part = smaller(rest, order.rest);
      if (part === 0n) continue;
      order.rest -= part;
      rest -= part;
      fills.push({ orderedOn: order.orderedOn, receivedOn, cents: part });
    }
  }
  return { fills, unpaid: open.map(({ orderedOn, rest }) => ({ orderedOn, cents: rest })) };
}
