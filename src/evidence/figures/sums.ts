import { type Money, moneyText, ok, type Result, zeroMoney } from '../../core/index.ts';
import { broken } from '../bag/guard.ts';
import { listedNumbers, type ReadMovement } from './movements.ts';
import { brokenRow, type PayloadFiles, type ReadRow, type ReadTable, readTable } from './table.ts';

type Side = 'credit' | 'debit';

/** A schedule of sums: which of its rows a movement belongs to, by what it says itself. */
type SumSchedule = {
  readonly file: string;
  readonly rowKey: (row: ReadRow) => string;
  readonly movementKey: (movement: ReadMovement, side: Side) => string;
  readonly columns: Readonly<Partial<Record<Side, readonly [count: string, amount: string]>>>;
};

const BOTH = { credit: ['credits', 'credited'], debit: ['debits', 'debited'] } as const;

const SCHEDULES: readonly SumSchedule[] = [
  { file: 'by-account.csv', rowKey: () => '', movementKey: () => '', columns: BOTH },
  {
    file: 'by-counterparty.csv',
    rowKey: ({ cell }) => cell('counterparty'),
    movementKey: ({ from, to }, side) => (side === 'credit' ? from : to),
    columns: BOTH,
  },
  {
    file: 'by-month.csv',
    rowKey: ({ cell }) => cell('month'),
    movementKey: ({ date }) => date.slice(0, 7),
    columns: BOTH,
  },
  {
    file: 'payments-by-method.csv',
    rowKey: ({ cell }) => cell('method'),
    movementKey: ({ method }) => method,
    columns: { debit: ['payments', 'amount'] },
  },
];

/** Where a movement counts: as a debit of the account it leaves and a credit of the one it reaches. */
const ACCOUNT = { credit: 'toAccount', debit: 'fromAccount' } as const;
const SIDES = ['credit', 'debit'] as const;

/** The account on whose rows a side of a movement counts; empty where it counts on none. */
function accountOf(movement: ReadMovement, side: Side, { columns }: SumSchedule): string {
  return columns[side] === undefined || movement.fromAccount === movement.toAccount ? '' : movement[ACCOUNT[side]];
}

/** Movements that some row has listed, by side. */
type Taken = Readonly<Record<Side, Uint8Array>>;
type Listed = Readonly<Record<Side, ReadMovement[]>>;

/** Gives the side on which a movement belongs to a row and has not been listed yet, or null. */
function sideJudge(row: ReadRow, schedule: SumSchedule, taken: Taken): (movement: ReadMovement) => Side | null {
  const [account, currency, key] = [row.cell('account'), row.cell('currency'), schedule.rowKey(row)];
  const belongs = (movement: ReadMovement, side: Side): boolean =>
    taken[side][movement.number - 1] === 0 &&
    accountOf(movement, side, schedule) === account &&
    schedule.movementKey(movement, side) === key;
  return (movement) => {
    if (account === '' || movement.amount.currency !== currency) return null;
    if (belongs(movement, 'credit')) return 'credit';
    return belongs(movement, 'debit') ? 'debit' : null;
  };
}

/** The movements that a row lists, by side; or the number that does not belong there. */
function takeListed(
  row: ReadRow,
  schedule: SumSchedule,
  taken: Taken,
  movements: readonly ReadMovement[],
): Listed | number {
  const found: Listed = { credit: [], debit: [] };
  const sideOf = sideJudge(row, schedule, taken);
  for (const number of listedNumbers(row.cell('movements'), movements.length) ?? [0]) {
    const movement = movements[number - 1];
    const side = movement === undefined ? null : sideOf(movement);
    if (movement === undefined || side === null) return number;
    taken[side][number - 1] = 1;
    found[side].push(movement);
  }
  return found;
}

/** Numbers and sum of one side of a row, as the movements it lists give them. */
function sideFault(
  row: ReadRow,
  own: readonly ReadMovement[],
  [count, amount]: readonly [string, string],
): string | null {
  if (row.cell(count) !== `${own.length}`) return `${count} should be ${own.length}`;
  const sum = moneyText(sumOf(own, row.cell('currency')));
  return row.cell(amount) === sum ? null : `${amount} should be ${sum}`;
}

/** Checks one schedule: each row against the movements it lists, and that no movement is left out or counted twice. */
function checkSchedule(table: ReadTable, schedule: SumSchedule, movements: readonly ReadMovement[]): Result<null> {
  const taken = { credit: new Uint8Array(movements.length), debit: new Uint8Array(movements.length) };
  for (const row of table.rows) {
    const listed = takeListed(row, schedule, taken, movements);
    if (typeof listed === 'number') return brokenRow(table, row, `it lists T-${listed}, which does not belong there`);
    for (const side of SIDES) {
      const names = schedule.columns[side];
      const fault = names === undefined ? null : sideFault(row, listed[side], names);
      if (fault !== null) return brokenRow(table, row, fault);
    }
  }
  for (const side of SIDES) {
    const missing = movements.find((item, i) => taken[side][i] === 0 && accountOf(item, side, schedule) !== '');
    if (missing !== undefined) return broken(table.path, `no row lists T-${missing.number}`);
  }
  return ok(null);
}

/** Sum of movements of one currency, added in one scale: hundreds of thousands of them are added again. */
function sumOf(movements: readonly ReadMovement[], currency: string): Money {
  const scale = movements.reduce((most, { amount }) => Math.max(most, amount.scale), zeroMoney(currency).scale);
  let units = 0n;
  for (const { amount } of movements)
    units += amount.scale === scale ? amount.units : amount.units * 10n ** BigInt(scale - amount.scale);
  return { units, scale, currency };
}

/** Rows of benefit.csv and the like: an amount that is the sum of the movements beside it. */
function checkListedSums(table: ReadTable, movements: readonly ReadMovement[]): Result<null> {
  for (const row of table.rows) {
    const numbers = listedNumbers(row.cell('movements'), movements.length);
    if (numbers?.length === 0) continue;
    const known = (numbers ?? [0]).flatMap((number) => movements[number - 1] ?? []);
    const isWhole =
      known.length === numbers?.length && known.every(({ amount }) => amount.currency === row.cell('currency'));
    if (!isWhole) return brokenRow(table, row, 'it lists a movement that is not there');
    const sum = moneyText(sumOf(known, row.cell('currency')));
    if (sum !== row.cell('amount')) return brokenRow(table, row, `amount should be ${sum}`);
  }
  return ok(null);
}

const LISTED = ['benefit.csv', 'returned-wages.csv'];

/** Makes every sum of the schedules again from the movements. The value is how many rows were checked. */
export function checkSums(files: PayloadFiles, movements: readonly ReadMovement[]): Result<number> {
  let rows = 0;
  const check = (file: string, judge: (table: ReadTable) => Result<null>): Result<null> => {
    const table = readTable(files, `data/schedules/${file}`);
    if (!table.ok) return table;
    if (table.value === null) return ok(null);
    rows += table.value.rows.length;
    return judge(table.value);
  };
  for (const schedule of SCHEDULES) {
    const result = check(schedule.file, (table) => checkSchedule(table, schedule, movements));
    if (!result.ok) return result;
  }
  for (const file of LISTED) {
    const result = check(file, (table) => checkListedSums(table, movements));
    if (!result.ok) return result;
  }
  return ok(rows);
}
