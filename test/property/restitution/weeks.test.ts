import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { type Fields, only, victim, worksheet } from '../../unit/restitution/files.ts';

const RUNS = process.env.REDRESS_LONG === '1' ? 4_000 : 200;

/** 29 USC 206(a)(1), written here a second time. */
const RATES: readonly (readonly [string, bigint])[] = [
  ['2009-07-24', 725n],
  ['2008-07-24', 655n],
  ['2007-07-24', 585n],
  ['1997-09-01', 515n],
  ['1996-10-01', 475n],
];
const NAMES = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const DAY = 86_400_000;

const iso = (day: number) => new Date(day * DAY).toISOString().slice(0, 10);
const dayOf = (date: string) => Date.parse(`${date}T00:00:00Z`) / DAY;
const rateOf = (day: number) => RATES.find(([from]) => from <= iso(day))?.[1] ?? 0n;

type Span = {
  readonly from: number;
  readonly days: number;
  readonly hundredths: number;
  readonly daysPerWeek: number;
  readonly paid: number;
};

const firstDay = dayOf('1996-10-06');
const span: fc.Arbitrary<Span> = fc.record({
  from: fc.integer({ min: firstDay, max: dayOf('2012-12-31') }),
  days: fc.integer({ min: 1, max: 60 }),
  // At most eight hours, so that three spans never pass the 24 of a day.
  hundredths: fc.integer({ min: 0, max: 800 }),
  daysPerWeek: fc.integer({ min: 1, max: 7 }),
  paid: fc.integer({ min: 0, max: 60_000 }),
});

const text = (hundredths: number | bigint) =>
  `${BigInt(hundredths) / 100n}.${String(BigInt(hundredths) % 100n).padStart(2, '0')}`;

function stated({ from, days, hundredths, daysPerWeek, paid }: Span): Fields {
  const to = iso(from + days - 1);
  return {
    from: iso(from),
    to,
    hoursPerDay: text(hundredths),
    daysPerWeek,
    paidPerWeek: text(paid),
    overtimeExempt: null,
  };
}

/** Due and unpaid by workweek, day by day with whole numbers: no fraction is kept and no week is built up from parts. */
function naive(spans: readonly Span[], weekStart: number): { start: string; due: string; unpaid: string }[] {
  const found: { start: string; due: string; unpaid: string }[] = [];
  const last = Math.max(...spans.map(({ from, days }) => from + days));
  let start = Math.min(...spans.map(({ from }) => from));
  while (new Date(start * DAY).getUTCDay() !== weekStart) start--;
  for (; start < last; start += 7) {
    let [hours, pay, paid] = [0n, 0n, 0n];
    for (const one of spans) {
      let worked = false;
      for (let index = 0; index < one.daysPerWeek; index++) {
        const day = start + index;
        if (day < one.from || day >= one.from + one.days || one.hundredths === 0) continue;
        worked = true;
        hours += BigInt(one.hundredths);
        pay += BigInt(one.hundredths) * rateOf(day);
      }
      if (worked) paid += BigInt(one.paid);
    }
    if (hours === 0n) continue;
    // due = pay + pay / hours x (hours - 40) / 2, all in hundredths of a cent over one denominator.
    const over = hours > 4_000n ? hours - 4_000n : 0n;
    const numerator = 2n * pay * hours + pay * over;
    const denominator = 2n * hours * 100n;
    const due = (numerator * 2n + denominator) / (denominator * 2n);
    found.push({ start: iso(start), due: text(due), unpaid: text(due > paid ? due - paid : 0n) });
  }
  return found;
}

describe('the wages of any labour', () => {
  it('are those of a second, naive reckoning, week by week', () => {
    fc.assert(
      fc.property(
        fc.array(span, { minLength: 1, maxLength: 3 }),
        fc.integer({ min: 0, max: 6 }),
        (spans, weekStart) => {
          const labour = { workweekStart: NAMES[weekStart], spans: spans.map(stated) };
          const { weeks } = only(worksheet([victim({ labour })]));
          const ours = weeks.map(({ start, due, unpaid }) => ({ start, due, unpaid }));
          assert.deepEqual(ours, naive(spans, weekStart));
        },
      ),
      { numRuns: RUNS },
    );
  });

  it('are never negative, add up to the total, and print parts that add up to what is due', () => {
    const cents = (amount: string) => BigInt(amount.replace('.', ''));
    fc.assert(
      fc.property(fc.array(span, { minLength: 1, maxLength: 3 }), (spans) => {
        const { weeks, flsa } = only(worksheet([victim({ labour: { spans: spans.map(stated) } })]));
        const unpaid = weeks.map((week) => cents(week.unpaid));
        assert.ok(unpaid.every((amount) => amount >= 0n));
        assert.equal(
          unpaid.reduce((sum, amount) => sum + amount, 0n),
          cents(flsa),
        );
        for (const { straight, premium, due } of weeks) assert.equal(cents(straight) + cents(premium), cents(due));
      }),
      { numRuns: RUNS },
    );
  });
});
