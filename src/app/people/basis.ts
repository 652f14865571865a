import { type Cut, REVIEW_NOTICE_DAYS, reviewBy } from '../../access/index.ts';
import { addDays, type DateText, dateOfMicros, type PartyId, parseInstant, type Sha256 } from '../../core/index.ts';
import type { Source } from '../../facts/index.ts';
import type { App } from '../compose.ts';
import type { PersonDecision } from '../decisions.ts';

/** A decision about a person: when it was made, and up to which day it keeps them. */
export type Review = { readonly party: PartyId; readonly on: DateText; readonly by: DateText };

/** All from which the review-by dates of a cut follow (28 CFR 23.20(h)). Plain data: it crosses into the analysis thread. */
export type ReviewBasis = {
  readonly today: DateText;
  readonly years: number;
  /** The day on which each Source of the cut was received. */
  readonly received: readonly (readonly [Sha256, DateText])[];
  /** In the order in which they were made. */
  readonly reviews: readonly Review[];
};

/** What of the program the dates are read from. */
export type ReviewGrounds = Pick<App, 'clock' | 'store' | 'config'>;

const BLOCK = 1_000;

/** The first day on which the log tells of each file that was received; the log is read on from where it was left. */
type ReceivedLog = { read: number; readonly days: Map<string, DateText> };
const LOGS = new WeakMap<ReviewGrounds['store'], ReceivedLog>();

async function receivedByLog({ store }: ReviewGrounds): Promise<ReadonlyMap<string, DateText>> {
  const log = LOGS.get(store) ?? { read: 0, days: new Map<string, DateText>() };
  LOGS.set(store, log);
  for (let full = true; full; ) {
    const { events } = await store.stored.auditRange(log.read, log.read + BLOCK);
    for (const { event } of events) {
      const { act } = { act: null, ...(event.details as { readonly act?: unknown } | null) };
      if (act === 'receive' && !log.days.has(event.object)) log.days.set(event.object, dateOfMicros(event.atMicros));
    }
    log.read += events.length;
    full = events.length === BLOCK;
  }
  return log.days;
}

/** The day that a Source itself states; one that has not come says nothing. */
function statedDay({ receivedAt }: Source, today: DateText): DateText | null {
  const instant = receivedAt === null ? null : parseInstant(receivedAt);
  if (instant === null || !instant.ok) return null;
  const day = dateOfMicros(instant.value);
  return day > today ? null : day;
}

/** A decision about a person as it counts for their date; one without a time keeps nobody. */
function reviewOf({ party, atMicros, reviewBy: until }: PersonDecision, years: number): Review[] {
  if (atMicros === undefined) return [];
  const on = dateOfMicros(atMicros);
  const most = reviewBy(on, years);
  return [{ party, on, by: until === undefined || until > most ? most : until }];
}

/**
 * The basis of the dates of a cut, or null where nobody of it can come near their date: as long as all files and decisions
 * are young, a read costs one look at both. A Source that states no day counts from the day on which the log tells of its
 * receipt.
 */
export async function reviewBasis(grounds: ReviewGrounds, cut: Cut): Promise<ReviewBasis | null> {
  const { clock, store, config } = grounds;
  const today = dateOfMicros(clock.nowMicros());
  const horizon = addDays(today, REVIEW_NOTICE_DAYS);
  const years = config.reviewYears;
  const sources = await store.stored.source({ cut });
  const [first] = (await store.stored.auditRange(0, 1)).events;
  const began = first === undefined ? today : dateOfMicros(first.event.atMicros);
  const isNear = (source: Source) => reviewBy(statedDay(source, today) ?? began, years) <= horizon;
  const decisions = (await store.stored.judgements(cut)).decisions;
  const isShort = decisions.some(
    (item) => item.kind === 'person-state' && item.reviewBy !== undefined && item.reviewBy <= horizon,
  );
  if (!isShort && !sources.some(isNear)) return null;
  const days = await receivedByLog(grounds);
  return {
    today,
    years,
    received: sources.map((source) => [source.sha256, statedDay(source, today) ?? days.get(source.sha256) ?? today]),
    reviews: (await store.reviews(cut)).flatMap((decision) => reviewOf(decision, years)),
  };
}
