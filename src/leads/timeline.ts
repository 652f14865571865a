import { byKeys, groupBy, readableMoney, sortedUnique, sumMoney } from '../core/index.ts';
import { readableTraced } from './amounts.ts';
import { type ClaimedCredit, claimedCredits } from './claims.ts';
import { accountLabel, type LeadContext } from './context.ts';
import type { TracedAsset } from './substitute/causes.ts';
import type { Lead, TimelineEvent } from './types/lead.ts';

/** A lead shows so many events; the summary's own timeline has every movement. */
const MAX_EVENTS = 200;

function claimEvents(context: LeadContext, { entry }: TracedAsset): TimelineEvent[] {
  const { account } = entry;
  if (account === null) return [];
  const claims = claimedCredits(context, account).filter(({ transfer }) => transfer.at.date <= context.asOf);
  const key = ({ transfer }: ClaimedCredit) => `${transfer.at.date} ${transfer.amount.currency}`;
  return [...groupBy(claims, key).values()].flatMap((day) => {
    const [first] = day;
    if (first === undefined) return [];
    const { at, amount } = first.transfer;
    const total = sumMoney(
      day.map(({ transfer }) => transfer.amount),
      amount.currency,
    );
    return [
      {
        date: at.date,
        text: `${day.length === 1 ? '1 claimed credit' : `${day.length} claimed credits`} of ${readableMoney(total)} on ${accountLabel(context, account)}`,
        records: sortedUnique(day.flatMap(({ transfer }) => transfer.records)),
      },
    ];
  });
}

function outflowEvents(context: LeadContext, { entry, claimedOut }: TracedAsset): TimelineEvent[] {
  const { account } = entry;
  if (account === null) return [];
  return claimedOut.map(({ transfer, claimed }) => ({
    date: transfer.at.date,
    text: `${readableMoney(transfer.amount)} left ${accountLabel(context, account)} by ${transfer.method}, ${readableTraced(claimed)} of it claimed`,
    records: transfer.records,
  }));
}

function outcomeEvents({ outcomes }: LeadContext, { entry }: TracedAsset): TimelineEvent[] {
  return (outcomes.byAsset.get(entry.id)?.outcomes ?? []).map(({ outcomeType, at, authority, record }) => ({
    date: at.slice(0, 10),
    text: `${outcomeType} of asset ${entry.id}${authority === null ? '' : ` by ${authority}`}`,
    records: [record],
  }));
}

function openingEvents(context: LeadContext, { entry }: TracedAsset): TimelineEvent[] {
  const account = entry.account === null ? undefined : context.accounts.get(entry.account);
  if (account === undefined || account.openedOn === null) return [];
  return [
    { date: account.openedOn, text: `${accountLabel(context, account.id)} was opened`, records: account.records },
  ];
}

/** What happened to the assets, day by day: accounts opened, claimed money in and out, what courts did. */
export function timelineOf(
  context: LeadContext,
  assets: readonly TracedAsset[],
): Pick<Lead, 'timeline' | 'timelineLeftOut'> {
  // What a possible victim was paid is no step of the offence, and where they bank is nobody's business here.
  const events = assets
    .filter(({ entry }) => !entry.victimConnection && (entry.trace !== null || context.outcomes.byAsset.has(entry.id)))
    .flatMap((asset) => [
      ...openingEvents(context, asset),
      ...claimEvents(context, asset),
      ...outflowEvents(context, asset),
      ...outcomeEvents(context, asset),
    ])
    .sort(
      byKeys(
        ({ date }) => date,
        ({ text }) => text,
        ({ records }) => records.join(),
      ),
    );
  return { timeline: events.slice(-MAX_EVENTS), timelineLeftOut: Math.max(0, events.length - MAX_EVENTS) };
}
