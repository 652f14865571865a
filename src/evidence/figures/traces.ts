import {
  addMoney,
  type DateText,
  groupBy,
  type Money,
  moneyText,
  ok,
  type Result,
  subtractMoney,
} from '../../core/index.ts';
import { claimsInOrder, type LedgerRow, makeLedger, OWN, TRACE_METHODS } from '../../tracing/index.ts';
import { broken } from '../bag/guard.ts';
import { type ReadMovement, readMoney } from './movements.ts';
import { brokenRow, type PayloadFiles, type ReadRow, type ReadTable, readTable } from './table.ts';

const LINES = 'data/schedules/trace-lines.csv';
const RESULTS = 'data/schedules/trace-results.csv';

type Claims = ReturnType<typeof claimsInOrder>;
type Line = { readonly row: ReadRow; readonly number: number; readonly ledger: LedgerRow };

/** One line of a trace against the movement it names: same date, same amount, on the side it says. */
function readLine(row: ReadRow, currency: string, movements: readonly ReadMovement[]): Line | string {
  const { cell } = row;
  const movement = movements[Number(cell('movement').slice(2)) - 1];
  const direction = cell('credit') === '' ? 'out' : 'in';
  if (movement === undefined || cell('movement') !== `T-${movement.number}`) return 'it names no movement';
  const { fromAccount, toAccount, amount, amountText, date } = movement;
  const [account, column] = direction === 'in' ? [toAccount, 'credit'] : [fromAccount, 'debit'];
  const isSame = account === cell('account') && date === cell('date') && amountText === cell(column);
  if (!isSame || amount.currency !== currency) return `it does not say what T-${movement.number} says`;
  return {
    row,
    number: movement.number,
    ledger: {
      id: cell('movement'),
      date: date as DateText,
      micros: null,
      amount,
      direction,
      tag: direction === 'in' ? cell('tag') || OWN : null,
    },
  };
}

/** Why the lines of a trace are not each movement of its account once, from the day after its opening balance, or null. */
function spanFault(result: ReadRow, lines: readonly Line[], movements: readonly ReadMovement[]): string | null {
  const [account, currency] = [result.cell('account'), result.cell('currency')];
  const [, since = ''] = /^stated (\d{4}-\d\d-\d\d)$/.exec(result.cell('opening_basis')) ?? [];
  const listed = new Uint8Array(movements.length + 1);
  for (const { number } of lines) listed[number] = 1;
  const expected = movements.filter(
    ({ fromAccount, toAccount, amount, date }) =>
      (fromAccount === account) !== (toAccount === account) && amount.currency === currency && date > since,
  );
  const missing = expected.find(({ number }) => listed[number] === 0);
  if (missing !== undefined) return `no line of ${result.cell('asset')} names T-${missing.number}`;
  return lines.length === expected.length
    ? null
    : `${result.cell('asset')} has lines that do not belong to its account`;
}

/** The running balance after each line. */
function balancesOf(lines: readonly Line[], opening: Money): Money[] {
  let balance = opening;
  return lines.map(({ ledger: { direction, amount } }) => {
    balance = direction === 'in' ? addMoney(balance, amount) : subtractMoney(balance, amount);
    return balance;
  });
}

/** What line number `at` says otherwise than the lines before it give, or null. */
function lineFault(lines: readonly Line[], at: number, balance: Money, claims: Claims): string | null {
  const [line, before] = [lines[at], lines[at - 1]];
  if (line === undefined) return null;
  if (before !== undefined && line.ledger.date < before.ledger.date) return 'it is dated before the line above it';
  const { cell } = line.row;
  if (cell('balance') !== moneyText(balance)) return `balance should be ${moneyText(balance)}`;
  const wrong = TRACE_METHODS.find((method) => cell(method) !== claims[method].moved[at]);
  return wrong === undefined ? null : `${wrong} should be ${claims[wrong].moved[at]}`;
}

/** One trace made again from its opening balance and its lines, in the order in which they stand. */
function checkTrace(
  tables: { lines: ReadTable; results: ReadTable },
  result: ReadRow,
  lines: readonly Line[],
): Result<null> {
  const currency = result.cell('currency');
  const opening = readMoney(result.cell('opening'), currency);
  if (!opening.ok) return brokenRow(tables.results, result, 'its opening balance is not a decimal with a currency');
  const rows = lines.map(({ ledger }) => ledger);
  const claims = claimsInOrder(makeLedger(rows, opening.value, currency));
  const balances = balancesOf(lines, opening.value);
  for (const [at, { row }] of lines.entries()) {
    const fault = lineFault(lines, at, balances[at] ?? opening.value, claims);
    if (fault !== null) return brokenRow(tables.lines, row, fault);
  }
  const wrong = TRACE_METHODS.find((method) => result.cell(method) !== claims[method].left);
  return wrong === undefined ? ok(null) : brokenRow(tables.results, result, `${wrong} should be ${claims[wrong].left}`);
}

const PAYMENTS = 'data/schedules/traced-payments.csv';

const tookClaims = ({ cell }: ReadRow): boolean =>
  cell('debit') !== '' && TRACE_METHODS.some((method) => /[1-9]/.test(cell(method)));

/** The schedule of payments that took cited money says what the lines of the traces say, of each such payment once. */
function checkPayments(files: PayloadFiles, lines: ReadTable): Result<null> {
  const payments = readTable(files, PAYMENTS);
  if (!payments.ok) return payments;
  const keyOf = ({ cell }: ReadRow): string => `${cell('account')} ${cell('movement')}`;
  const open = groupBy(lines.rows.filter(tookClaims), keyOf);
  for (const row of payments.value?.rows ?? []) {
    const line = open.get(keyOf(row))?.shift();
    if (line === undefined || TRACE_METHODS.some((method) => line.cell(method) !== row.cell(method)))
      return brokenRow({ path: PAYMENTS }, row, `no line of ${LINES} says this, or a row above`);
  }
  const [missing] = [...open.values()].flat();
  return missing === undefined ? ok(null) : broken(PAYMENTS, `it leaves out ${missing.cell('movement')}`);
}

/** Makes every trace of the package again, by every method. The value is how many traces were checked. */
export function checkTraces(files: PayloadFiles, movements: readonly ReadMovement[]): Result<number> {
  const [lines, results] = [readTable(files, LINES), readTable(files, RESULTS)];
  if (!lines.ok) return lines;
  if (!results.ok) return results;
  if (results.value === null || lines.value === null)
    return results.value === lines.value ? ok(0) : broken(LINES, `it and ${RESULTS} stand together`);
  const tables = { lines: lines.value, results: results.value };
  const byAsset = groupBy(tables.lines.rows, ({ cell }) => cell('asset'));
  for (const result of tables.results.rows) {
    const read: Line[] = [];
    for (const row of byAsset.get(result.cell('asset')) ?? []) {
      const line = readLine(row, result.cell('currency'), movements);
      if (typeof line === 'string') return brokenRow(tables.lines, row, line);
      read.push(line);
    }
    const span = spanFault(result, read, movements);
    if (span !== null) return broken(LINES, span);
    const checked = checkTrace(tables, result, read);
    if (!checked.ok) return checked;
    byAsset.delete(result.cell('asset'));
  }
  const payments = checkPayments(files, tables.lines);
  if (!payments.ok) return payments;
  const stranger = [...byAsset.values()][0]?.[0];
  return stranger === undefined
    ? ok(tables.results.rows.length)
    : brokenRow(tables.lines, stranger, `${RESULTS} does not name its asset`);
}
