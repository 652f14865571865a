import {
  addMoney,
  addMonths,
  byKeys,
  compareMoney,
  type DateText,
  type Money,
  parseMoney,
  subtractMoney,
  unwrap,
  zeroMoney,
} from '../../core/index.ts';
import { tracedText } from '../amounts.ts';

/** 18 USC 982(b)(2): three or more separate transactions with a total of 100,000 USD or more in any twelve months. */
const MIN_TRANSACTIONS = 3;
const MIN_TOTAL = unwrap(parseMoney('100000', 'USD'));
const WINDOW_MONTHS = 12;

export type HandledTransaction = { readonly date: DateText; readonly amount: Money };

export type IntermediaryReach = {
  readonly substitution: 'allowed' | 'barred';
  readonly transactions: number;
  readonly total: string;
  readonly window: readonly [DateText, DateText] | null;
};

type Window = { readonly inside: readonly [number, number]; readonly total: Money };

/** The rows of each twelve months that begin on a day of `rows`, which are in order: one pass, however many there are. */
function* windowsOf(rows: readonly HandledTransaction[]): Generator<Window> {
  let [begin, end, total] = [0, 0, zeroMoney('USD')];
  for (const [index, first] of rows.entries()) {
    if (index > 0 && first.date === rows[index - 1]?.date) continue;
    for (; begin < index; begin++) total = subtractMoney(total, rows[begin]?.amount ?? zeroMoney('USD'));
    const limit = addMonths(first.date, WINDOW_MONTHS);
    for (let next = rows[end]; next !== undefined && next.date < limit; next = rows[++end])
      total = addMoney(total, next.amount);
    yield { inside: [index, end], total };
  }
}

/**
 * Whether other property of someone who handled laundered money and kept none may be substituted (18 USC 982(b)(2)).
 * The best twelve months are shown: those that meet both figures, else those with the greatest total. US dollars only.
 */
export function intermediaryReach(handled: readonly HandledTransaction[]): IntermediaryReach {
  const rows = handled.toSorted(byKeys(({ date }) => date));
  let best: Window = { inside: [0, 0], total: zeroMoney('USD') };
  for (const window of windowsOf(rows)) {
    if (meetsBoth(window)) return present(rows, window, 'allowed');
    if (compareMoney(window.total, best.total) > 0) best = window;
  }
  return present(rows, best, 'barred');
}

function meetsBoth({ inside: [begin, end], total }: Window): boolean {
  return end - begin >= MIN_TRANSACTIONS && compareMoney(total, MIN_TOTAL) >= 0;
}

function present(
  rows: readonly HandledTransaction[],
  { inside: [begin, end], total }: Window,
  substitution: IntermediaryReach['substitution'],
): IntermediaryReach {
  const [first, last] = [rows[begin], rows[end - 1]];
  const window = begin === end || first === undefined || last === undefined ? null : ([first.date, last.date] as const);
  return { substitution, transactions: end - begin, total: tracedText(total), window };
}
