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
import {
  type LedgerRow,
  makeLedger,
  OWN,
  TRACE_METHODS,
  type Trace,
  type TraceMethod,
  traceLedger,
} from '../../tracing/index.ts';
import { broken } from '../bag/guard.ts';
import { claimedOf } from '../trace-ledger.ts';
import { type ReadMovement, readMoney } from './movements.ts';
import { brokenRow, type PayloadFiles, type ReadRow, type ReadTable, readTable } from './table.ts';

const LINES = 'data/schedules/trace-lines.csv';
const RESULTS = 'data/schedules/trace-results.csv';

type Line = { readonly row: ReadRow; readonly ledger: LedgerRow };

/** One line of a trace against the movement it names: same date, same amount, on the side it says. */
function readLine(row: ReadRow, currency: string, movements: readonly ReadMovement[]): Line | string {
  const { cell } = row;
  const movement = movements[Number(cell('movement').slice(2)) - 1];
  const direction = cell('credit') === '' ? 'out' : 'in';
  const amount = readMoney(direction === 'in' ? cell('credit') : cell('debit'), currency);
  const account = direction === 'in' ? movement?.toAccount : movement?.fromAccount;
  if (movement === undefined || !amount.ok || movement.amount.currency !== currency) return 'it names no movement';
  if (
    account !== cell('account') ||
    movement.date !== cell('date') ||
    moneyText(movement.amount) !== moneyText(amount.value)
  )
    return `it does not say what T-${movement.number} says`;
  return {
    row,
    ledger: {
      id: cell('movement'),
      date: movement.date as DateText,
      micros: null,
      amount: amount.value,
      direction,
      tag: direction === 'in' ? cell('tag') || OWN : null,
    },
  };
}

function lineFault({ row, ledger }: Line, trace: Trace, balance: Money): string | null {
  if (row.cell('balance') !== moneyText(balance)) return `balance should be ${moneyText(balance)}`;
  for (const method of TRACE_METHODS) {
    const moved = claimedOf(trace.methods[method].events[ledger.id] ?? {}, trace.currency);
    if (row.cell(method) !== moved) return `${method} should be ${moved}`;
  }
  return null;
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
  const trace = traceLedger(
    makeLedger(
      lines.map(({ ledger }) => ledger),
      opening.value,
      currency,
    ),
  );
  let balance = opening.value;
  for (const line of lines) {
    const { direction, amount } = line.ledger;
    balance = direction === 'in' ? addMoney(balance, amount) : subtractMoney(balance, amount);
    const fault = lineFault(line, trace, balance);
    if (fault !== null) return brokenRow(tables.lines, line.row, fault);
  }
  const left = (method: TraceMethod): string => trace.methods[method].tainted;
  const wrong = TRACE_METHODS.find((method) => result.cell(method) !== left(method));
  return wrong === undefined ? ok(null) : brokenRow(tables.results, result, `${wrong} should be ${left(wrong)}`);
}

const PAYMENTS = 'data/schedules/traced-payments.csv';

/** The payments that took cited money say what the lines of the traces say. */
function checkPayments(files: PayloadFiles, lines: ReadTable): Result<null> {
  const payments = readTable(files, PAYMENTS);
  if (!payments.ok || payments.value === null) return payments.ok ? ok(null) : payments;
  const keyOf = ({ cell }: ReadRow): string => `${cell('account')} ${cell('movement')}`;
  const byMovement = groupBy(lines.rows, keyOf);
  for (const row of payments.value.rows) {
    const same = byMovement
      .get(keyOf(row))
      ?.some(({ cell }) => TRACE_METHODS.every((method) => cell(method) === row.cell(method)));
    if (same !== true) return brokenRow(payments.value, row, `no line of ${LINES} says this`);
  }
  return ok(null);
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
