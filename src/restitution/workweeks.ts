import { type DateText, dateOfDay, dayNumber, err, type Failure, ok, type Result } from '../core/index.ts';
import { type Cents, sumCents } from './cents.ts';
import type { Credit, Labour, StatedSpan, StatedWeek } from './file.ts';
import { type Fraction, isAbove, plus, whole, ZERO } from './fraction.ts';
import { type FilePlace, fileFailure } from './read/fields.ts';

/** All labour of one victim in one workweek: 29 CFR 778.104, each workweek stands alone. */
export type Workweek = {
  readonly start: DateText;
  /** First day of the workweek, as days since 1970-01-01. */
  readonly day: number;
  readonly hoursByDay: readonly Fraction[];
  /** Received free and clear, in money. */
  readonly paid: Cents;
  /** Given in kind, with a reason. */
  readonly credited: Cents;
  /** Every hour of the week is exempt from overtime. */
  readonly exempt: boolean;
  /** Some hours are exempt and some are not: then overtime is due on all of them. */
  readonly mixed: boolean;
  /** Two entries of the file have hours on one day of the week. */
  readonly overlaps: boolean;
  readonly refusedCredits: number;
  readonly bases: readonly string[];
  readonly sourceIds: readonly string[];
};

type Piece = {
  readonly day: number;
  readonly hoursByDay: readonly Fraction[];
  readonly paid: Cents;
  readonly credits: readonly Credit[];
  readonly exempt: boolean;
  readonly basis: string | null;
  readonly sourceIds: readonly string[];
};

/** The most workweeks that one victim's labour may have: a working life, and a bound on what one file can ask for. */
const MOST_WEEKS = 3_120;

const A_DAY = whole(24n);

function firstDay(day: number, workweekStart: number): number {
  return day - ((((day + 4 - workweekStart) % 7) + 7) % 7);
}

function pieceOfWeek({ start, basis, ...week }: StatedWeek): Piece {
  return { day: dayNumber(start), basis, ...week };
}

/** The workweeks of a span: `daysPerWeek` n are the first n days of each, as far as they lie in the span. */
function piecesOfSpan(span: StatedSpan, workweekStart: number): Piece[] {
  const [from, to] = [dayNumber(span.from), dayNumber(span.to)];
  const pieces: Piece[] = [];
  for (let day = firstDay(from, workweekStart); day <= to; day += 7) {
    const hoursByDay = Array.from({ length: 7 }, (_, index) => {
      const worked = index < span.daysPerWeek && day + index >= from && day + index <= to;
      return worked ? span.hoursPerDay : ZERO;
    });
    const { paidPerWeek: paid, exempt, basis, sourceIds } = span;
    pieces.push({ day, hoursByDay, paid, credits: [], exempt, basis, sourceIds });
  }
  return pieces;
}

const worked = (hours: Fraction | undefined): boolean => hours !== undefined && hours.n > 0n;
const hasHours = ({ hoursByDay }: Piece): boolean => hoursByDay.some(worked);

/** Pieces that lie in one workweek are one workweek for overtime. */
function merge(day: number, pieces: readonly Piece[]): Workweek {
  const working = pieces.filter(hasHours);
  const credits = pieces.flatMap((piece) => piece.credits);
  const given = credits.filter(({ reason }) => reason !== null);
  const exempt = pieces.every((piece) => piece.exempt);
  return {
    start: dateOfDay(day),
    day,
    hoursByDay: Array.from({ length: 7 }, (_, index) =>
      pieces.reduce((sum, piece) => plus(sum, piece.hoursByDay[index] ?? ZERO), ZERO),
    ),
    paid: sumCents(pieces.map((piece) => piece.paid)),
    credited: sumCents(given.map(({ amount }) => amount)),
    exempt: working.length === 0 ? exempt : working.every((piece) => piece.exempt),
    mixed: new Set(working.map((piece) => piece.exempt)).size === 2,
    overlaps: Array.from({ length: 7 }).some(
      (_, index) => working.filter((piece) => worked(piece.hoursByDay[index])).length > 1,
    ),
    refusedCredits: credits.length - given.length,
    bases: [...new Set(pieces.flatMap(({ basis }) => basis ?? []))],
    sourceIds: [...new Set(pieces.flatMap((piece) => piece.sourceIds))],
  };
}

function misplaced({ weeks, workweekStart }: Labour, place: FilePlace): Failure | null {
  const seen = new Set<string>();
  for (const [index, { start }] of weeks.entries()) {
    const at = { ...place, path: `${place.path}.weeks[${index}]`, week: start };
    if (firstDay(dayNumber(start), workweekStart) !== dayNumber(start))
      return fileFailure('WORKSHEET_INVALID', 'the workweek does not begin on the day on which workweeks begin', at);
    if (seen.has(start)) return fileFailure('WORKSHEET_INVALID', 'the workweek stands twice', at);
    seen.add(start);
  }
  return null;
}

function tooLong({ weeks, spans }: Labour, place: FilePlace): Failure | null {
  const days = spans.reduce((sum, { from, to }) => sum + dayNumber(to) - dayNumber(from) + 13, 0);
  const many = weeks.length + Math.floor(days / 7) > MOST_WEEKS;
  return many ? fileFailure('LIMIT', `the labour has more than ${MOST_WEEKS} workweeks`, place) : null;
}

/**
 * The workweeks of one victim's labour in order of time, from weeks and spans together. Refuses a week that begins on
 * another day than workweeks do, a week given twice, and more than 24 hours on a day.
 */
export function workweeksOf(labour: Labour, place: FilePlace): Result<readonly Workweek[]> {
  const wrong = misplaced(labour, place) ?? tooLong(labour, place);
  if (wrong !== null) return err(wrong);
  const byDay = new Map<number, Piece[]>();
  const spans = labour.spans.flatMap((span) => piecesOfSpan(span, labour.workweekStart).filter(hasHours));
  for (const piece of [...labour.weeks.map(pieceOfWeek), ...spans])
    byDay.set(piece.day, [...(byDay.get(piece.day) ?? []), piece]);
  const merged = [...byDay].sort(([a], [b]) => a - b).map(([day, pieces]) => merge(day, pieces));
  const long = merged.find(({ hoursByDay }) => hoursByDay.some((hours) => isAbove(hours, A_DAY)));
  if (long === undefined) return ok(merged);
  const at = { ...place, week: long.start };
  return err(fileFailure('BAD_HOURS', 'entries of the workweek add up to more than 24 hours on a day', at));
}
