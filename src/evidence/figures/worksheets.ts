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
import { broken } from '../bag/guard.ts';
import { WORKSHEET_FILE } from '../drafted-worksheet.ts';
import { type Item, itemsOf, readJson } from './chain.ts';
import { readMoney } from './movements.ts';
import type { PayloadFiles } from './table.ts';

const NOTHING = zeroMoney('USD');

/** A member as dollars; what is not a decimal counts as a figure that fits nothing. */
function dollars(item: Item, name: string): Money {
  const read = readMoney(String(item[name]), 'USD');
  return read.ok ? read.value : { ...NOTHING, units: -1n, scale: 13 };
}

const same = (a: Money, b: Money): boolean => compareMoney(a, b) === 0;
const greater = (a: Money, b: Money): Money => (compareMoney(a, b) < 0 ? b : a);
const minus = (a: Money, b: Money): Money => addMoney(a, { ...b, units: -b.units });

/** A week: what is due is its two parts, and what is unpaid never negative (29 CFR 778.104). */
function weekFault(week: Item): string | null {
  const [due, unpaid] = [dollars(week, 'due'), dollars(week, 'unpaid')];
  const rest = minus(minus(due, dollars(week, 'paid')), dollars(week, 'credited'));
  if (!same(due, addMoney(dollars(week, 'straight'), dollars(week, 'premium')))) return 'due';
  return same(unpaid, greater(NOTHING, rest)) ? null : 'unpaid';
}

const LOSSES = ['A', 'B', 'C', 'D', 'E', 'F'];

/** Losses line by line, and the weeks that the value of labour is the sum of. */
function partsFault(victim: Item): string | null {
  const weeks = itemsOf(victim.weeks);
  for (const week of weeks) {
    const fault = weekFault(week);
    if (fault !== null) return `${fault} of the week of ${String(week.start)} does not add up`;
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
  const extra = liquidated ? dollars(victim, 'flsaLiquidated') : NOTHING;
  const limb = greater(dollars(victim, 'gross'), addMoney(dollars(victim, 'flsa'), extra));
  if (!same(dollars(victim, 'labourLimb'), limb)) return `labourLimb should be ${moneyText(limb)}`;
  const total = addMoney(dollars(victim, 'losses'), limb);
  return same(dollars(victim, 'total'), total) ? null : `total should be ${moneyText(total)}`;
}

/** Adds up the restitution worksheet of a package again. The value is how many victims were checked. */
export function checkWorksheets(files: PayloadFiles): Result<number> {
  const read = readJson(files, WORKSHEET_FILE);
  if (!read.ok) return read;
  const victims = itemsOf(read.value?.victims satisfies Json | undefined);
  for (const victim of victims) {
    const fault = victimFault(victim, read.value?.liquidatedCounted === true);
    if (fault !== null) return broken(WORKSHEET_FILE, `${String(victim.id)}: ${fault}`);
  }
  return ok(victims.length);
}
