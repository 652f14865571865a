import { err, failure, type Money, ok, parseMoney, type Result } from '../../core/index.ts';
import { brokenRow, type PayloadFiles, type ReadTable, readTable } from './table.ts';

/** A movement as the schedule of movements has it. Accounts are A numbers, empty outside the scope. */
export type ReadMovement = {
  readonly number: number;
  readonly date: string;
  readonly from: string;
  readonly to: string;
  readonly fromAccount: string;
  readonly toAccount: string;
  readonly amount: Money;
  /** The amount as it is printed. */
  readonly amountText: string;
  readonly method: string;
  readonly source: string;
};

export const MOVEMENTS = 'data/schedules/movements.csv';

export function isCurrencyText(text: string): boolean {
  return /^[A-Z]{3}$/.test(text);
}

/** A decimal text as money, or a failure that names neither file nor line. */
export function readMoney(text: string, currency: string): Result<Money> {
  return isCurrencyText(currency) ? parseMoney(text, currency) : err(failure('VERIFY_FAILED', 'a currency is missing'));
}

const LONGEST_NUMBER = 9;

/** The number of "T-12"; 0 for any other text. Cells list hundreds of thousands of them, so no pattern is matched. */
function numberOf(item: string): number {
  const digits = item.startsWith('T-') && item.length <= LONGEST_NUMBER + 2 ? item.slice(2) : '';
  const number = Number(digits);
  return number > 0 && String(number) === digits ? number : 0;
}

/**
 * T numbers that a cell lists: "T-1, T-4 to T-6". Null when it has another form, or lists more than the `most` movements
 * that there are: a short cell could name numbers without end.
 */
export function listedNumbers(cell: string, most: number): number[] | null {
  const numbers: number[] = [];
  if (cell === '') return numbers;
  for (const item of cell.split(', ')) {
    const until = item.indexOf(' to ');
    const first = numberOf(until === -1 ? item : item.slice(0, until));
    const last = until === -1 ? first : numberOf(item.slice(until + 4));
    if (first === 0 || last === 0 || last > most || numbers.length + last - first >= most) return null;
    for (let n = first; n <= last; n++) numbers.push(n);
  }
  return numbers;
}

function movementsIn(table: ReadTable): Result<ReadMovement[]> {
  const found: ReadMovement[] = [];
  for (const [i, row] of table.rows.entries()) {
    const { cell } = row;
    const amount = readMoney(cell('amount'), cell('currency'));
    if (!amount.ok) return brokenRow(table, row, 'its amount is not a decimal with a currency');
    if (cell('movement') !== `T-${i + 1}`) return brokenRow(table, row, `it should be T-${i + 1}`);
    found.push({
      number: i + 1,
      date: cell('date'),
      from: cell('from'),
      to: cell('to'),
      fromAccount: cell('from_account'),
      toAccount: cell('to_account'),
      amount: amount.value,
      amountText: cell('amount'),
      method: cell('method'),
      source: cell('source'),
    });
  }
  return ok(found);
}

/** Every movement of the package by its number less one; empty when it has no schedule of movements. */
export function readMovements(files: PayloadFiles): Result<readonly ReadMovement[]> {
  const table = readTable(files, MOVEMENTS);
  if (!table.ok) return table;
  return table.value === null ? ok([]) : movementsIn(table.value);
}
