import { addDays, type DateText, type Money, parseMoney, unwrap } from '../../../src/core/index.ts';
import { type Ledger, makeLedger } from '../../../src/tracing/index.ts';

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
