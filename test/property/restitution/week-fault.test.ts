import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { addDays, type DateText, dateOfDay, dayNumber, unwrap } from '../../../src/core/index.ts';
import { type PrintedWeek, type WeekLine, weekFault, worksheetOf } from '../../../src/restitution/index.ts';
import { reference } from '../../in-memory.ts';

/** Sundays of 2007 to 2010, in which the minimum wage changed three times, each on a Tuesday or a Friday. */
const FIRST = dayNumber('2007-01-07' as DateText);
const hours = fc.integer({ min: 0, max: 96 }).map((quarters) => `${quarters / 4}`);
const week = fc.record({
  start: fc.integer({ min: 0, max: 200 }).map((n) => dateOfDay(FIRST + 7 * n)),
  hoursByDay: fc.array(hours, { minLength: 7, maxLength: 7 }),
  paid: fc.integer({ min: 0, max: 60_000 }).map((cents) => (cents / 100).toFixed(2)),
  overtimeExempt: fc.constantFrom(null, '213(b)(21)'),
});

function lineOf(stated: Readonly<Record<string, unknown>> & { readonly start: DateText }): WeekLine {
  const labour = { weeks: [{ ...stated, credits: [] }], spans: [] };
  const victim = {
    id: 'V-1',
    statutes: ['1593'],
    offence: [stated.start, addDays(stated.start, 6)],
    losses: [],
    labour,
  };
  const sheet = unwrap(
    worksheetOf({ case: 'c', circuit: null, victims: [victim], payments: [], available: null }, reference),
  );
  const line = sheet.victims[0]?.weeks[0];
  assert.ok(line !== undefined);
  return line;
}

const printed = (line: WeekLine): PrintedWeek => ({ ...line, rates: line.rates.map(({ rate }) => rate) });
const MONEY = ['straight', 'premium', 'due', 'paid', 'credited', 'unpaid', 'regularRate'] as const;

describe('A printed workweek', () => {
  it('follows from its hours, rates and payments as the worksheet prints it', () => {
    fc.assert(
      fc.property(week, (stated) => assert.equal(weekFault(printed(lineOf(stated))), null)),
      { numRuns: 300 },
    );
  });

  it('of one rate does not, when any figure of it is a cent higher or an hour is added', () => {
    fc.assert(
      fc.property(week, fc.constantFrom(...MONEY), (stated, name) => {
        const whole = printed(lineOf(stated));
        fc.pre(whole.rates.length === 1 && whole.hours !== '0');
        const cent = (Number(whole[name]) + 0.01).toFixed(2);
        const isOverpaid = (name === 'paid' || name === 'credited') && whole.unpaid === '0.00';
        assert.equal(weekFault({ ...whole, [name]: cent }) === null, isOverpaid, `${name} ${cent}`);
        assert.notEqual(weekFault({ ...whole, hours: `${Number(whole.hours) + 1}` }), null);
      }),
      { numRuns: 300 },
    );
  });

  it('in which the minimum wage changed is held between all hours at the lower and all at the higher rate (W3)', () => {
    const line = lineOf({
      start: '2009-07-19' as DateText,
      hoursByDay: ['12', '12', '12', '12', '12', '12', '12'],
      paid: '0.00',
    });
    const whole = printed(line);
    assert.deepEqual(
      [whole.rates, whole.straight, whole.premium, whole.due],
      [['6.55', '7.25'], '567.00', '148.50', '715.50'],
    );
    assert.equal(weekFault(whole), null);
    assert.equal(weekFault({ ...whole, straight: '550.00' }), 'straight');
    assert.equal(weekFault({ ...whole, straight: '610.00' }), 'straight');
    assert.equal(weekFault({ ...whole, regularRate: '6.76' }), 'regularRate');
    assert.equal(weekFault({ ...whole, due: '715.53' }), 'due');
    assert.equal(weekFault({ ...whole, hours: '85' }), 'regularRate');
  });

  it('whose texts are no figures does not follow from anything', () => {
    const whole = printed(
      lineOf({ start: '2008-01-06' as DateText, hoursByDay: ['8', '0', '0', '0', '0', '0', '0'], paid: '0.00' }),
    );
    assert.equal(weekFault({ ...whole, hours: '' }), 'hours');
    assert.equal(weekFault({ ...whole, rates: [] }), 'rates');
    assert.equal(weekFault({ ...whole, rates: ['5.85', '5.85'] }), 'rates');
    assert.equal(weekFault({ ...whole, rate: '5.15' }), 'rate');
    assert.equal(weekFault({ ...whole, due: '-1.00' }), 'due');
  });
});
