import { addDays, type DateText, type Money, parseMoney, unwrap } from '../../../src/core/index.ts';
import { type FlowLedger, type FlowRow, type Ledger, makeFlows, makeLedger } from '../../../src/tracing/index.ts';

export const usd = (text: string): Money => unwrap(parseMoney(text, 'USD'));

/** "+100" is own money in, "+100 V" a claim in, "-50" a payment out. */
export type Step = string;

const START = '2024-01-01' as DateText;

/** A ledger of one account with one event a day, e1, e2 …, from such steps. `opening` null: not stated. */
export function ledger(opening: string | null, steps: readonly Step[]): Ledger {
  const rows = steps.map((step, i) => {
    const [amount = '', tag] = step.slice(1).split(' ');
    return {
      id: `e${i + 1}`,
      date: addDays(START, i),
      micros: null,
      direction: step.startsWith('+') ? ('in' as const) : ('out' as const),
      amount: usd(amount),
      tag: step.startsWith('+') ? (tag ?? 'own') : null,
    };
  });
  return makeLedger(rows, opening === null ? null : usd(opening), 'USD');
}

/** "+V X 100" is money from outside under the tag V, "X Y 50" a transfer, "X - 20" money that leaves. Optional @n: day n. */
export function flowRows(steps: readonly Step[]): FlowRow[] {
  return steps.map((step, i) => {
    const [from = '', to = '', amount = '', day] = step.split(' ');
    const outside = from.startsWith('+');
    return {
      id: `e${i + 1}`,
      date: addDays(START, day === undefined ? i : Number(day.slice(1))),
      micros: null,
      from: outside ? null : from,
      to: to === '-' ? null : to,
      amount: usd(amount),
      tag: outside ? from.slice(1) : null,
    };
  });
}

export function flows(steps: readonly Step[]): FlowLedger {
  return unwrap(makeFlows(flowRows(steps), 'USD'));
}
