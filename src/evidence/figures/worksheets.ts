import {
  addMoney,
  compareMoney,
  type Json,
  type Money,
  moneyText,
  ok,
  type Result,
  zeroMoney,
} from '../../core/index.ts';
import { type PrintedWeek, weekFault } from '../../restitution/index.ts';
import { broken } from '../bag/guard.ts';
import { WORKSHEET_FILE } from '../drafted-worksheet.ts';
import { type Item, itemsOf, readJson } from './chain.ts';
import { readMoney } from './movements.ts';
import { brokenRow, type PayloadFiles, readTable } from './table.ts';

const NOTHING = zeroMoney('USD');

/** A member as dollars; what is not a decimal counts as a figure that fits nothing. */
function dollars(item: Item, name: string): Money {
  const read = readMoney(String(item[name]), 'USD');
  return read.ok ? read.value : { ...NOTHING, units: -1n, scale: 13 };
}

const same = (a: Money, b: Money): boolean => compareMoney(a, b) === 0;
const greater = (a: Money, b: Money): Money => (compareMoney(a, b) < 0 ? b : a);

/** A week of the worksheet as `weekFault` reads one; what is missing is an empty text, which is no figure. */
function printedWeek(week: Item): PrintedWeek {
  const text = (name: string): string => (typeof week[name] === 'string' ? week[name] : '');
  return {
    hours: text('hours'),
    rate: text('rate'),
    rates: itemsOf(week.rates).map(({ rate }) => (typeof rate === 'string' ? rate : '')),
    regularRate: text('regularRate'),
    straight: text('straight'),
    premium: text('premium'),
    due: text('due'),
    paid: text('paid'),
    credited: text('credited'),
    unpaid: text('unpaid'),
    overtimeExempt: week.overtimeExempt === true,
  };
}

const LOSSES = ['A', 'B', 'C', 'D', 'E', 'F'];

/** Losses line by line, and the weeks that the value of labour is the sum of. */
function partsFault(victim: Item): string | null {
  const weeks = itemsOf(victim.weeks);
  for (const week of weeks) {
    const fault = weekFault(printedWeek(week));
    if (fault !== null) return `${fault} of the week of ${String(week.start)} does not follow from the others`;
  }
  const unpaid = weeks.reduce((sum, week) => addMoney(sum, dollars(week, 'unpaid')), NOTHING);
  if (weeks.length > 0 && !same(dollars(victim, 'flsa'), unpaid)) return `flsa should be ${moneyText(unpaid)}`;
  const lost = itemsOf(victim.lines)
    .filter(({ category, counted }) => counted === true && LOSSES.includes(String(category)))
    .reduce((sum, line) => addMoney(sum, dollars(line, 'amount')), NOTHING);
  return same(dollars(victim, 'losses'), lost) ? null : `losses should be ${moneyText(lost)}`;
}

/** 18 USC 1593(b)(3): losses, and the greater of gross value and the value of labour, with its equal amount where counted. */
function victimFault(victim: Item, liquidated: boolean): string | null {
  const parts = partsFault(victim);
  if (parts !== null) return parts;
  if (!same(dollars(victim, 'flsaLiquidated'), dollars(victim, 'flsa'))) return 'flsaLiquidated should be what flsa is';
  const extra = liquidated ? dollars(victim, 'flsaLiquidated') : NOTHING;
  const limb = greater(dollars(victim, 'gross'), addMoney(dollars(victim, 'flsa'), extra));
  if (!same(dollars(victim, 'labourLimb'), limb)) return `labourLimb should be ${moneyText(limb)}`;
  const total = addMoney(dollars(victim, 'losses'), limb);
  return same(dollars(victim, 'total'), total) ? null : `total should be ${moneyText(total)}`;
}

const WEEKS_FILE = 'data/schedules/restitution-weeks.csv';

/** A week as the schedule prints it, without the basis of its hours, which is no figure. */
function weekCells(victim: Item, week: Item): Readonly<Record<string, string>> {
  const later = itemsOf(week.rates).slice(1);
  return {
    victim: String(victim.id),
    week_start: String(week.start),
    week_end: String(week.end),
    hours: String(week.hours),
    overtime_exempt: week.overtimeExempt === true ? '29 USC 213(b)(21)' : '',
    rate: [week.rate, ...later.map(({ rate, from }) => `${String(rate)} from ${String(from)}`)].join('; '),
    regular_rate: String(week.regularRate),
    straight: String(week.straight),
    premium: String(week.premium),
    due: String(week.due),
    paid: String(week.paid),
    credited: String(week.credited),
    unpaid: String(week.unpaid),
  };
}

/** The schedule of workweeks says of every week what the worksheet says, and of no other. */
function checkWeekSchedule(files: PayloadFiles, victims: readonly Item[]): Result<null> {
  const table = readTable(files, WEEKS_FILE);
  if (!table.ok) return table;
  const weeks = victims.flatMap((victim) => itemsOf(victim.weeks).map((week) => weekCells(victim, week)));
  if (table.value === null) return weeks.length === 0 ? ok(null) : broken(WEEKS_FILE, 'the file is missing');
  for (const [i, row] of table.value.rows.entries()) {
    const cells = weeks[i];
    if (cells === undefined) return brokenRow(table.value, row, `${WORKSHEET_FILE} has no such workweek`);
    const wrong = Object.entries(cells).find(([column, text]) => row.cell(column) !== text);
    if (wrong !== undefined) return brokenRow(table.value, row, `${wrong[0]} is not what ${WORKSHEET_FILE} says`);
  }
  return table.value.rows.length === weeks.length
    ? ok(null)
    : broken(WEEKS_FILE, `it does not hold every workweek of ${WORKSHEET_FILE}`);
}

/** Makes the restitution worksheet of a package again, from the hours of each week up. The value is how many victims were checked. */
export function checkWorksheets(files: PayloadFiles): Result<number> {
  const read = readJson(files, WORKSHEET_FILE);
  if (!read.ok) return read;
  const victims = itemsOf(read.value?.victims satisfies Json | undefined);
  for (const victim of victims) {
    const fault = victimFault(victim, read.value?.liquidatedCounted === true);
    if (fault !== null) return broken(WORKSHEET_FILE, `${String(victim.id)}: ${fault}`);
  }
  const weeks = checkWeekSchedule(files, victims);
  return weeks.ok ? ok(victims.length) : weeks;
}
