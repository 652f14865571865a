import { type AccountId, type AssetId, grouped, type Money, moneyText } from '../../core/index.ts';
import type { ResolvedTransfer } from '../../resolution/index.ts';
import type { ClaimedOutflow } from '../account-trace.ts';
import { tracedText } from '../amounts.ts';
import type { LeadContext } from '../context.ts';
import type { Statement } from '../types/statement.ts';
import { holdsOf } from './holds.ts';
import { hoursSince, recallWindow } from './hours.ts';
import { cashOutsOf, velocities } from './outflow.ts';
import { perimeterAlerts } from './perimeter.ts';
import type { FreezeClock, Recall } from './types.ts';

/** So many traced wires are listed; older ones are counted. */
const MAX_RECALLS = 20;

/** What a freeze clock is made from: one account in one currency, its movements up to the as-of date. */
export type FreezeFacts = {
  readonly asset: AssetId;
  readonly account: AccountId;
  readonly currency: string;
  readonly movements: readonly ResolvedTransfer[];
  readonly balance: Money | null;
  /** What each debit took of the claims, under the method of the asset. */
  readonly claimedOut: readonly ClaimedOutflow[];
};

function lastInflow({ asOf }: LeadContext, { account, movements }: FreezeFacts): FreezeClock['lastInflow'] {
  const last = movements.findLast(({ to, from }) => to.account === account && from.account !== account);
  if (last === undefined) return null;
  const { at, amount, records } = last;
  return { date: at.date, amount: moneyText(amount), hoursSince: hoursSince(at, asOf), records };
}

function recallsOf({ asOf }: LeadContext, { claimedOut }: FreezeFacts): Recall[] {
  return claimedOut
    .filter(({ transfer }) => transfer.method === 'wire')
    .map(({ transfer, claimed }) => ({
      date: transfer.at.date,
      amount: moneyText(transfer.amount),
      claimed: tracedText(claimed),
      ...recallWindow(transfer.at, asOf),
      records: transfer.records,
    }))
    .reverse();
}

/** From here on days are said: hours matter only while a wire may be recalled. */
const FEW_HOURS = 96;

function agoText([least, most]: readonly [number, number]): string {
  if (least < FEW_HOURS) return least === most ? `${least} hours` : `${least} to ${most} hours`;
  const [from, to] = [Math.floor(least / 24), Math.ceil(most / 24)];
  return from === to ? `${from} days` : `${from} to ${to} days`;
}

function sentencesOf(clock: Omit<FreezeClock, 'sentences'>): Statement[] {
  const { currency, lastInflow: inflow, velocity, cashOuts, recalls, holds, alerts } = clock;
  return [
    ...alerts.map(({ text, records }) => ({ text, records })),
    ...holds.map(({ type, from, due, state, authority, records }) => ({
      text: `${type} of ${from.slice(0, 10)}: ${due === null ? state : `${state}, its clock (${authority}) runs to ${due}`}`,
      records,
    })),
    ...recalls
      .filter(({ state }) => state !== 'closed')
      .map(({ date, amount, claimed, expires, records }) => ({
        text: `wire of ${grouped(amount)} ${currency} on ${date}, of which ${grouped(claimed)} is claimed: its 72 hours for a recall end between ${expires[0]} and ${expires[1]}`,
        records,
      })),
    ...(inflow === null
      ? []
      : [
          {
            text: `the last credit, ${grouped(inflow.amount)} ${currency}, came in on ${inflow.date}: ${agoText(inflow.hoursSince)} before the as-of date`,
            records: inflow.records,
          },
        ]),
    ...velocity
      .filter(({ records }) => records.length > 0)
      .map(({ days, outflow, perDay, daysToEmpty, records }) => ({
        text: `${grouped(outflow)} ${currency} left in ${days} days, ${grouped(perDay)} a day${daysToEmpty === null ? '' : `; at this pace the stated balance lasts ${grouped(daysToEmpty)} days`}`,
        records,
      })),
    ...cashOuts.map(({ point, count, total, lastDate, records }) => ({
      text: `${count} ${count === 1 ? 'debit' : 'debits'} of ${grouped(total)} ${currency} reached ${point}, the last on ${lastDate}`,
      records,
    })),
  ];
}

/** The freeze clock of one account at the as-of date of the Run. Every figure cites the records that it is made from. */
export function freezeClock(context: LeadContext, facts: FreezeFacts): FreezeClock {
  const { account, movements, balance, currency } = facts;
  const { asOf } = context;
  const outflows = movements.filter(({ from, to }) => from.account === account && to.account !== account);
  const holds = holdsOf(context, context.outcomes.byAsset.get(facts.asset)?.outcomes ?? []);
  const recalls = recallsOf(context, facts);
  const clock = {
    asOf,
    currency,
    lastInflow: lastInflow(context, facts),
    velocity: velocities(outflows, balance, { asOf, currency }),
    cashOuts: cashOutsOf(context, outflows, currency),
    recalls: recalls.slice(0, MAX_RECALLS),
    recallsLeftOut: Math.max(0, recalls.length - MAX_RECALLS),
    holds,
    ...perimeterAlerts(context, account, outflows, holds),
  };
  return { ...clock, sentences: sentencesOf(clock) };
}
