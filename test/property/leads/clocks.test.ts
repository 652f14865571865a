import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import {
  addDays,
  addMonths,
  type DateText,
  dateOfMicros,
  dayNumber,
  microsOfDate,
  moneyText,
  parseInstant,
  unwrap,
} from '../../../src/core/index.ts';
import { hoursSince, recallWindow } from '../../../src/leads/freeze/hours.ts';
import { intermediaryReach } from '../../../src/leads/substitute/intermediary.ts';

const HOUR = 3_600_000_000;
const asOf = '2024-04-30' as DateText;
const ago = fc.integer({ min: 0, max: 400 * 24 * 60 });

/** A movement `minutes` before noon of the as-of date, with its instant or with its day alone. */
function moment(minutes: number, known: boolean) {
  const micros = microsOfDate(asOf) + 12 * HOUR - minutes * 60_000_000;
  return { micros, at: { date: dateOfMicros(micros), micros: known ? micros : null } };
}

describe('an interval of hours', () => {
  it('holds the true number at noon of the as-of date, whether the instant or only the day is known', () => {
    fc.assert(
      fc.property(ago, fc.boolean(), (minutes, known) => {
        const [least, most] = hoursSince(moment(minutes, known).at, asOf);
        const truth = minutes / 60;
        assert.ok(least <= truth && truth <= most, `${least} ${truth} ${most}`);
        assert.ok(most - least <= (known ? 25 : 48));
      }),
    );
  });
});

describe('a recall window', () => {
  it('ends 72 hours after the wire, and says "open" or "closed" only when that is sure', () => {
    fc.assert(
      fc.property(ago, fc.boolean(), fc.integer({ min: 0, max: 23 }), (minutes, known, hour) => {
        const { micros, at } = moment(minutes, known);
        const { expires, state } = recallWindow(at, asOf);
        const [first, last] = expires.map((text) => unwrap(parseInstant(text)));
        const end = micros + 72 * HOUR;
        assert.ok((first ?? 0) <= end && end <= (last ?? 0));
        const now = microsOfDate(asOf) + hour * HOUR;
        if (state === 'open') assert.ok(now <= end);
        if (state === 'closed') assert.ok(now >= end);
      }),
    );
  });
});

describe('the limit of 18 USC 982(b)(2)', () => {
  const transaction = fc.record({
    day: fc.integer({ min: 0, max: 900 }),
    cents: fc.integer({ min: 1, max: 6_000_000 }),
  });

  it('agrees with a search through every twelve months by whole days', () => {
    fc.assert(
      fc.property(fc.array(transaction, { maxLength: 12 }), (list) => {
        const handled = list.map(({ day, cents }) => ({
          date: addDays('2022-02-27' as DateText, day),
          amount: { units: BigInt(cents), scale: 2, currency: 'USD' },
        }));
        const naive = Array.from({ length: 901 }, (_, day) => addDays('2022-02-27' as DateText, day)).some((start) => {
          const end = dayNumber(addMonths(start, 12));
          const inside = handled.filter(({ date }) => dayNumber(date) >= dayNumber(start) && dayNumber(date) < end);
          return inside.length >= 3 && inside.reduce((sum, { amount }) => sum + amount.units, 0n) >= 10_000_000n;
        });
        const reach = intermediaryReach(handled);
        assert.equal(reach.substitution === 'allowed', naive);
        assert.equal(moneyText({ units: 0n, scale: 2, currency: 'USD' }) === reach.total, handled.length === 0);
      }),
      { numRuns: 60 },
    );
  });
});
