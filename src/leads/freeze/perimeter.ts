import {
  type AccountId,
  addDays,
  byKeys,
  type DateText,
  groupBy,
  parseInstant,
  readableMoney,
  sortedUnique,
} from '../../core/index.ts';
import type { ResolvedTransfer } from '../../resolution/index.ts';
import { tracedText } from '../amounts.ts';
import { accountLabel, type LeadContext } from '../context.ts';
import { standsBehind } from '../controllers.ts';
import type { FreezeAlert, FreezeClock, Hold } from './types.ts';

/** Within so many days the same amount at an account of the same people counts as the same value; our default. */
const REAPPEAR_DAYS = 5;

/** So many alerts of each kind are listed, the latest; older ones are counted. */
const MAX_ALERTS = 20;

/** Whether an outflow came after the hold began: surely, or perhaps when only the day of one of them is known. */
function afterHold({ at }: ResolvedTransfer, from: string): 'after' | 'same day' | 'before' {
  const began = parseInstant(from);
  if (began.ok && at.micros !== null) return at.micros > began.value ? 'after' : 'before';
  const day = from.slice(0, 10);
  return at.date > day ? 'after' : at.date === day ? 'same day' : 'before';
}

const isOrder = ({ type }: Hold): boolean => type === 'tro' || type === 'restraint';
const hasRunOut = (hold: Hold, day: DateText): boolean => isOrder(hold) && hold.due !== null && hold.due < day;

/** The hold that an outflow ran into: the latest whose clock still ran, else the latest; null when none had begun. */
function holdAgainst(transfer: ResolvedTransfer, holds: readonly Hold[]): Hold | null {
  const begun = holds.filter(({ from }) => afterHold(transfer, from) !== 'before');
  return begun.findLast((hold) => !hasRunOut(hold, transfer.at.date)) ?? begun.at(-1) ?? null;
}

const LEFT_EXPLAINED = 'an order may allow payments, and a seizure is itself a debit';

function leftAlert(transfer: ResolvedTransfer, hold: Hold): FreezeAlert {
  const { amount, at, records } = transfer;
  const order =
    afterHold(transfer, hold.from) === 'after' ? 'after' : 'on the day of, in an order that no record tells,';
  const ended = hasRunOut(hold, at.date) ? `, whose clock ran out on ${hold.due} unless extended` : '';
  return {
    code: 'LEFT_PERIMETER',
    text: `${readableMoney(amount)} left the account on ${at.date}, ${order} the ${hold.type} of ${hold.from.slice(0, 10)}${ended}; ${LEFT_EXPLAINED}`,
    records: sortedUnique([...records, ...hold.records]),
  };
}

/** Accounts that someone who stands behind `account` stands behind too: one hop outside the perimeter. */
function neighboursOf(context: LeadContext, account: AccountId): AccountId[] {
  const people = new Set(standsBehind(context, account));
  return [...context.accounts.keys()].filter(
    (id) => id !== account && standsBehind(context, id).some((entity) => people.has(entity)),
  );
}

function amountKey({ amount }: ResolvedTransfer): string {
  return `${tracedText(amount)} ${amount.currency}`;
}

/** Credits one hop outside that are equal to what went out in the days before, each with the latest such outflow. */
function reappeared(context: LeadContext, account: AccountId, gone: readonly ResolvedTransfer[]): FreezeAlert[] {
  const byAmount = groupBy(gone, amountKey);
  return neighboursOf(context, account)
    .flatMap((id) =>
      (context.movements.get(id) ?? []).flatMap((credit) => {
        const { to, from, at, amount, records } = credit;
        if (to.account !== id || from.account === id || at.date > context.asOf) return [];
        const since = addDays(at.date, -REAPPEAR_DAYS);
        const left = byAmount
          .get(amountKey(credit))
          ?.findLast((transfer) => transfer.at.date <= at.date && transfer.at.date >= since);
        if (left === undefined) return [];
        const alert = {
          code: 'REAPPEARED' as const,
          text: `the same amount, ${readableMoney(amount)}, came in on ${at.date} at ${accountLabel(context, id)}, behind which someone of this account stands too; equal amounts can be a chance`,
          records: sortedUnique([...left.records, ...records]),
        };
        return [{ alert, date: at.date }];
      }),
    )
    .sort(
      byKeys(
        ({ date }) => date,
        ({ alert }) => alert.text,
        ({ alert }) => alert.records.join(),
      ),
    )
    .map(({ alert }) => alert);
}

/**
 * Value that left an account after it was held, and the same amount one hop outside: the latest of each kind.
 * `outflows` are those of the account in its currency, in the total order; `holds` the oldest first.
 */
export function perimeterAlerts(
  context: LeadContext,
  account: AccountId,
  outflows: readonly ResolvedTransfer[],
  holds: readonly Hold[],
): Pick<FreezeClock, 'alerts' | 'alertsLeftOut'> {
  const left = outflows.flatMap((transfer) => {
    const hold = holdAgainst(transfer, holds);
    return hold === null ? [] : [{ transfer, alert: leftAlert(transfer, hold) }];
  });
  if (left.length === 0) return { alerts: [], alertsLeftOut: 0 };
  const back = reappeared(
    context,
    account,
    left.map(({ transfer }) => transfer),
  );
  const alerts = [...left.slice(-MAX_ALERTS).map(({ alert }) => alert), ...back.slice(-MAX_ALERTS)];
  return { alerts, alertsLeftOut: left.length + back.length - alerts.length };
}
