import { type Cents, greater, lesser, parseCents } from './cents.ts';
import { dueFor, type WeekLine } from './flsa.ts';
import { type Fraction, halfUp, isAbove, over, parseFraction, times, whole } from './fraction.ts';

/** A workweek as it is printed: what a reader has who holds nothing but the worksheet. */
export type PrintedWeek = Omit<WeekLine, 'start' | 'end' | 'rates' | 'basis' | 'sourceIds'> & {
  /** Each minimum wage that held in the week, in order of time. */
  readonly rates: readonly string[];
};

type Amount = 'straight' | 'premium' | 'due' | 'paid' | 'credited' | 'unpaid';
const AMOUNTS: readonly Amount[] = ['straight', 'premium', 'due', 'paid', 'credited', 'unpaid'];

/** Least and most that straight time can come to, in cents. */
type Straight = { readonly least: Fraction; readonly most: Fraction };

/**
 * Of one rate straight time is known exactly. Where the minimum wage changed inside the week the hours of each rate are
 * not printed: then it lies between all hours at the lowest and all at the highest, within half a cent of what is printed.
 */
function straightOf(hours: Fraction, rates: readonly Cents[], printed: Cents): Straight {
  const [lowest, highest] = [rates.reduce(lesser), rates.reduce(greater)];
  const [least, most] = [times(whole(lowest), hours), times(whole(highest), hours)];
  if (lowest === highest) return { least, most };
  const [below, above] = [
    { n: 2n * printed - 1n, d: 2n },
    { n: 2n * printed + 1n, d: 2n },
  ];
  return { least: isAbove(below, least) ? below : least, most: isAbove(most, above) ? above : most };
}

/** Whether a whole number is what some value between the two is rounded to. */
function isBetween(value: bigint, least: Fraction, most: Fraction): boolean {
  return halfUp(least) <= value && value <= halfUp(most);
}

/** The average by hours, in hundredths of a cent as it is printed; of a week without hours the rate of its first day. */
function regularFits({ regularRate }: PrintedWeek, hours: Fraction, { least, most }: Straight, first: Cents): boolean {
  const printed = parseFraction(regularRate);
  if (printed === null) return false;
  const hundredths = halfUp(times(printed, whole(10_000n)));
  const at = (straight: Fraction): Fraction =>
    times(hours.n === 0n ? whole(first) : over(straight, hours), whole(100n));
  return isBetween(hundredths, at(least), at(most));
}

/** A rate stands there where it changed, and nowhere else. */
const repeats = (rates: readonly Cents[]): boolean => rates.some((rate, i) => rate === rates[i - 1]);

/**
 * The first figure of a printed workweek that does not follow from its hours, its rates and what was paid (29 USC
 * 206(a)(1), 207(a)(1); 29 CFR 778.104), or null. A text that is no figure is one that does not follow.
 */
export function weekFault(week: PrintedWeek): keyof PrintedWeek | null {
  const hours = parseFraction(week.hours);
  const rates = week.rates.map(parseCents).filter((rate) => rate !== null);
  const [first] = rates;
  if (hours === null) return 'hours';
  if (first === undefined || rates.length !== week.rates.length || repeats(rates)) return 'rates';
  if (parseCents(week.rate) !== first) return 'rate';
  const read = AMOUNTS.map((name) => [name, parseCents(week[name])] as const);
  const strange = read.find(([, cents]) => cents === null);
  if (strange !== undefined) return strange[0];
  const cents = Object.fromEntries(read) as Readonly<Record<Amount, Cents>>;
  const straight = straightOf(hours, rates, cents.straight);
  if (isAbove(straight.least, straight.most) || !isBetween(cents.straight, straight.least, straight.most))
    return 'straight';
  if (!regularFits(week, hours, straight, first)) return 'regularRate';
  const [least, most] = [straight.least, straight.most].map((of) => dueFor(of, hours, week.overtimeExempt));
  if (least === undefined || most === undefined || cents.due < least || cents.due > most) return 'due';
  if (cents.straight + cents.premium !== cents.due) return 'premium';
  return cents.unpaid === greater(0n, cents.due - cents.paid - cents.credited) ? null : 'unpaid';
}
