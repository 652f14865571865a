import { addDays, type DateText, dayNumber, instantText, type Moment, microsOfDate } from '../../core/index.ts';
import type { HourSpan, Recall } from './types.ts';

const HOUR_MICROS = 3_600_000_000;
const DAY_HOURS = 24;

/** FinCEN Rapid Response is most often able to recall a wire when asked within 72 hours (FIN-2022-FCT1). */
const RECALL_HOURS = 72;

/** Hours from a movement to some moment of the as-of date. A date without a time may mean any moment of that day. */
export function hoursSince({ date, micros }: Pick<Moment, 'date' | 'micros'>, asOf: DateText): HourSpan {
  if (micros === null) {
    const between = (dayNumber(asOf) - dayNumber(date)) * DAY_HOURS;
    return [Math.max(0, between - DAY_HOURS), between + DAY_HOURS];
  }
  const begin = (microsOfDate(asOf) - micros) / HOUR_MICROS;
  return [Math.max(0, Math.floor(begin)), Math.ceil(begin + DAY_HOURS)];
}

/** The 72 hours of a wire: when they end, first and last, and how that stands to the as-of date. */
export function recallWindow(
  { date, micros }: Pick<Moment, 'date' | 'micros'>,
  asOf: DateText,
): Pick<Recall, 'expires' | 'state'> {
  const sent = micros === null ? [microsOfDate(date), microsOfDate(addDays(date, 1))] : [micros, micros];
  const [first = 0, last = 0] = sent.map((instant) => instant + RECALL_HOURS * HOUR_MICROS);
  const [begin, end] = [microsOfDate(asOf), microsOfDate(addDays(asOf, 1))];
  const state = end <= first ? 'open' : begin >= last ? 'closed' : 'may be open';
  return { expires: [instantText(first), instantText(last)], state };
}
