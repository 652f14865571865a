/**
 * Flags: at least 3 cash deposits of 8,000.00 to 9,999.99 USD for one holder within 5 business days, no day above 10,000, together above 10,000.
 * Matters: deposits cut to stay under the currency transaction report are how cash of a front or a funnel enters a bank.
 * Innocent: a shop whose ordinary takings lie just below 10,000, or whose insurance caps the cash it may keep or carry.
 * Parameters: band 8,000.00 to 9,999.99 USD, 3 deposits, 5 business days, day limit 10,000.00 USD (defaults; the limit is the source's).
 * Source: 31 USC 5324; 31 CFR 1010.313; FFIEC manual appendix F; detection 1.3 row 2.
 * Cost: one pass over the cash credits of each holder, quadratic only inside five business days.
 */
import { type AccountId, groupBy, weekday } from '../../core/index.ts';
import { amountText, sumTicks, whole } from '../amounts.ts';
import { type Hit, windowOf } from '../finding.ts';
import { isCashIn, type Movement } from '../movement.ts';
import { recordsOf, type View } from '../view.ts';
import type { Indicator } from './indicator.ts';

const BAND_FROM = whole(8_000);
const LIMIT = whole(10_000);
const MIN_DEPOSITS = 3;
const BUSINESS_DAYS = 5;

/** Number of weekdays from one day to another, both counted. */
function businessDays(from: Movement, to: Movement): number {
  let count = 0;
  for (let offset = 0; offset <= to.day - from.day; offset++) {
    const day = (weekday(from.date) + offset) % 7;
    if (day !== 0 && day !== 6) count++;
  }
  return Math.max(count, 1);
}

function underDailyLimit(deposits: readonly Movement[]): Movement[] {
  const days = groupBy(deposits, (deposit) => deposit.day);
  return [...days.values()].filter((day) => sumTicks(day) <= LIMIT).flat();
}

/** The deposits that stand in some window of five business days with enough others in the band. */
function inSeries(deposits: readonly Movement[]): Movement[] {
  const band = underDailyLimit(deposits).filter((deposit) => deposit.amount >= BAND_FROM && deposit.amount < LIMIT);
  const series = new Set<Movement>();
  for (const [i, first] of band.entries()) {
    const inWindow = band.slice(i, i + 25).filter((deposit) => businessDays(first, deposit) <= BUSINESS_DAYS);
    if (inWindow.length >= MIN_DEPOSITS && sumTicks(inWindow) > LIMIT)
      for (const deposit of inWindow) series.add(deposit);
  }
  return [...series];
}

function hitOf(holder: string, series: readonly Movement[], deposits: readonly Movement[]): Hit {
  const accounts = [...new Set(series.map((deposit) => deposit.to.account))].filter(
    (id): id is AccountId => id !== null,
  );
  const overLimit = deposits.filter((deposit) => deposit.amount > LIMIT).length;
  return {
    subjects: [holder, ...accounts].filter((id, i, all) => all.indexOf(id) === i),
    window: windowOf(series),
    value: `${series.length} deposits of together ${amountText(sumTicks(series), 'USD')} USD`,
    threshold: `${MIN_DEPOSITS} deposits of 8000.00 to 9999.99 USD in ${BUSINESS_DAYS} business days`,
    inputs: { deposits: series.length, total: amountText(sumTicks(series), 'USD'), allCashDeposits: deposits.length },
    records: recordsOf(series),
    counterEvidence: overLimit === 0 ? [] : [`${overLimit} other cash deposits were above 10,000 and were not avoided`],
  };
}

function hits(view: View): Hit[] {
  const deposits = view.movements.filter((movement) => isCashIn(movement) && movement.currency === 'USD');
  const byHolder = groupBy(deposits, (deposit) => deposit.to.entity ?? deposit.to.account ?? '');
  return [...byHolder].flatMap(([holder, own]) => {
    const series = inSeries(own);
    return series.length === 0 ? [] : [hitOf(holder, series, own)];
  });
}

export const subThresholdSeries: Indicator = {
  id: 'sub-threshold-series',
  row: 2,
  version: '1.0.0',
  family: 'C',
  thresholdSource: 'default',
  about: {
    flags:
      'at least 3 cash deposits of 8,000.00 to 9,999.99 USD for one holder within 5 business days, no day above 10,000, together above 10,000.',
    matters:
      'deposits cut to stay under the currency transaction report are how cash of a front or a funnel enters a bank.',
    innocent:
      'a shop whose ordinary takings lie just below 10,000, or whose insurance caps the cash it may keep or carry.',
    parameters:
      "band 8,000.00 to 9,999.99 USD, 3 deposits, 5 business days, day limit 10,000.00 USD (defaults; the limit is the source's).",
    source: '31 USC 5324; 31 CFR 1010.313; FFIEC manual appendix F; detection 1.3 row 2.',
    cost: 'one pass over the cash credits of each holder, quadratic only inside five business days.',
  },
  hits,
};
