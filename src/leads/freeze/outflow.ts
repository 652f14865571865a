import {
  addDays,
  type DateText,
  groupBy,
  type Money,
  minorDigits,
  moneyText,
  sortedUnique,
  sumMoney,
} from '../../core/index.ts';
import type { ResolvedTransfer } from '../../resolution/index.ts';
import type { LeadContext } from '../context.ts';
import { foreignCountry } from '../foreign.ts';
import type { CashOutPoint, FreezeClock, Velocity } from './types.ts';

/** Spans over which the pace of outflows is measured; our default. */
const VELOCITY_DAYS = [7, 30] as const;

/** Half up to the currency's own minor unit. */
function perDay(total: Money, days: number): Money {
  const { currency } = total;
  const scale = minorDigits(currency);
  const divisor = BigInt(days) * 10n ** BigInt(total.scale - scale);
  return { units: (2n * total.units + divisor) / (2n * divisor), scale, currency };
}

/** balance x days / outflow, cut to one decimal: a later day than the true one would be a wrong comfort. */
function daysToEmpty(balance: Money | null, total: Money, days: number): string | null {
  if (balance === null || total.units === 0n || balance.units < 0n) return null;
  const scale = Math.max(balance.scale, total.scale);
  const [held, gone] = [balance, total].map(({ units, scale: own }) => units * 10n ** BigInt(scale - own));
  const tenths = ((held ?? 0n) * BigInt(days) * 10n) / (gone ?? 1n);
  return moneyText({ units: tenths, scale: 1, currency: balance.currency });
}

/** The pace at which money leaves, over 7 and 30 days to the as-of date. `outflows` are of one currency. */
export function velocities(
  outflows: readonly ResolvedTransfer[],
  balance: Money | null,
  { asOf, currency }: { readonly asOf: DateText; readonly currency: string },
): Velocity[] {
  return VELOCITY_DAYS.map((days) => {
    const since = addDays(asOf, -days);
    const recent = outflows.filter(({ at }) => at.date > since);
    const total = sumMoney(
      recent.map(({ amount }) => amount),
      currency,
    );
    return {
      days,
      outflow: moneyText(total),
      perDay: moneyText(perDay(total, days)),
      daysToEmpty: daysToEmpty(balance, total, days),
      records: sortedUnique(recent.flatMap(({ records }) => records)),
    };
  });
}

function pointOf({ accounts }: Pick<LeadContext, 'accounts'>, { method, to }: ResolvedTransfer): CashOutPoint | null {
  if (method === 'cash' || method === 'crypto' || method === 'prepaid') return method;
  const receiver = to.account === null ? undefined : accounts.get(to.account);
  return receiver !== undefined && foreignCountry(receiver) !== null ? 'foreign institution' : null;
}

/** Cash-out points that the outflows reach, in the order of their names. */
export function cashOutsOf(
  context: Pick<LeadContext, 'accounts'>,
  outflows: readonly ResolvedTransfer[],
  currency: string,
): FreezeClock['cashOuts'] {
  const points: readonly CashOutPoint[] = ['cash', 'crypto', 'foreign institution', 'prepaid'];
  const groups = groupBy(outflows, (transfer) => pointOf(context, transfer));
  return points.flatMap((point) => {
    const reached = groups.get(point) ?? [];
    const last = reached.at(-1);
    if (last === undefined) return [];
    const total = sumMoney(
      reached.map(({ amount }) => amount),
      currency,
    );
    return [
      {
        point,
        count: reached.length,
        total: moneyText(total),
        lastDate: last.at.date,
        records: sortedUnique(reached.flatMap(({ records }) => records)),
      },
    ];
  });
}
