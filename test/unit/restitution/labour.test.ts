import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { codes, type Fields, only, refusal, victim, week, worksheet } from './files.ts';

const SIXTEEN = ['16', '16', '16', '16', '16', '16', '16'];
const FIVE_EIGHTS = ['0', '8', '8', '8', '8', '8', '0'];

const labour = (weeks: readonly Fields[], spans: readonly Fields[] = []) => victim({ labour: { weeks, spans } });
const span = (from: string, to: string, changes: Fields = {}): Fields => ({
  from,
  to,
  hoursPerDay: '8',
  daysPerWeek: 7,
  overtimeExempt: null,
  ...changes,
});

describe('R16: live-in domestic work and liquidated damages', () => {
  it('live-in domestic service has the minimum wage and no overtime (29 USC 213(b)(21))', () => {
    const of = (overtimeExempt: string | null) =>
      only(worksheet([labour([week('2003-06-01', SIXTEEN, { overtimeExempt })])])).flsa;
    assert.deepEqual([of('213(b)(21)'), of(null)], ['576.80', '762.20']);
  });

  it('a span of live-in work that meets other work in one week leaves overtime due on all of it', () => {
    const exempt = span('2012-03-04', '2012-03-06', { overtimeExempt: '213(b)(21)' });
    const sheet = worksheet([labour([], [exempt, span('2012-03-07', '2012-03-10')])]);
    assert.deepEqual([only(sheet).weeks[0]?.hours, only(sheet).flsa], ['56', '464.00']);
    assert.deepEqual(codes(sheet), ['MIXED_EXEMPTION', 'GROSS_NOT_STATED']);
  });

  it('the equal amount is printed everywhere and counted in the Fourth Circuit alone', (t) => {
    const circuits = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '10', '11', 'DC', null];
    for (const circuit of circuits) {
      const { flsa, flsaLiquidated, labourLimb, lines } = only(
        worksheet([labour([week('2012-03-04', FIVE_EIGHTS)])], { circuit }),
      );
      const counted = circuit === '4';
      assert.deepEqual([flsa, flsaLiquidated, labourLimb], ['290.00', '290.00', counted ? '580.00' : '290.00']);
      const printed = lines.map(({ category, amount, counted: inTotal }) => [category, amount, inTotal]);
      assert.deepEqual(printed, [
        ['FLSA', '290.00', true],
        ['FLSA_LIQUIDATED', '290.00', counted],
      ]);
    }
    assert.equal(refusal([victim()], { circuit: '15' }).code, 'WORKSHEET_INVALID');
    t.diagnostic(`R16: the equal amount printed in ${circuits.length} of ${circuits.length} circuits, counted in 1`);
  });

  it('gross value is compared with wages after the switch', () => {
    const person = victim({ grossValue: '400.00', labour: { weeks: [week('2012-03-04', FIVE_EIGHTS)] } });
    assert.equal(only(worksheet([person], { circuit: '9' })).labourLimb, '400.00');
    assert.equal(only(worksheet([person], { circuit: '4' })).labourLimb, '580.00');
  });
});

describe('a workweek', () => {
  it('is one for overtime when two spans meet in it', () => {
    const apart = worksheet([labour([], [span('2012-03-04', '2012-03-06')])]);
    const met = worksheet([labour([], [span('2012-03-04', '2012-03-06'), span('2012-03-07', '2012-03-10')])]);
    assert.equal(only(apart).flsa, '174.00');
    // 56 hours: 56 x 7.25 + 16 x 3.625.
    assert.deepEqual([only(met).weeks.length, only(met).flsa], [1, '464.00']);
  });

  it('takes the first days of the week of a span that is worked five days', () => {
    const { weeks } = only(worksheet([labour([], [span('2012-03-06', '2012-03-17', { daysPerWeek: 5 })])]));
    // Sunday to Thursday are the five: the first week from Tuesday has three of them, the second all.
    assert.deepEqual(
      weeks.map(({ start, hours }) => [start, hours]),
      [
        ['2012-03-04', '24'],
        ['2012-03-11', '40'],
      ],
    );
  });

  it('begins on another day where the employer says so', () => {
    const of = (workweekStart: string) =>
      only(worksheet([labour([], [span('2012-03-04', '2012-03-10')])], { workweekStart })).weeks.map(
        ({ start, hours, due }) => [start, hours, due],
      );
    assert.deepEqual(of('Sunday'), [['2012-03-04', '56', '464.00']]);
    assert.deepEqual(of('Wednesday'), [
      ['2012-02-29', '24', '174.00'],
      ['2012-03-07', '32', '232.00'],
    ]);
  });

  it('pays each rate for its hours and overtime on their average when the wage changes inside it', () => {
    const [line] = only(worksheet([labour([], [span('2009-07-19', '2009-07-25', { hoursPerDay: '12' })])])).weeks;
    assert.deepEqual(line?.rates, [
      { from: '2009-07-19', rate: '6.55' },
      { from: '2009-07-24', rate: '7.25' },
    ]);
    assert.deepEqual([line?.regularRate, line?.due], ['6.75', '715.50']);
  });

  it('in which nobody worked has its rate, and nothing due', () => {
    const [line] = only(worksheet([labour([week('2012-03-04', Array<string>(7).fill('0'))])])).weeks;
    assert.deepEqual([line?.rate, line?.regularRate, line?.due], ['7.25', '7.25', '0.00']);
  });

  it('is never made up for by another week', () => {
    const weeks = [
      week('2012-03-04', FIVE_EIGHTS, { paid: '1000.00' }),
      week('2012-03-11', FIVE_EIGHTS, { paid: '90.00' }),
    ];
    assert.equal(only(worksheet([labour(weeks)])).flsa, '200.00');
  });

  it('has a credit in kind only for a reason', () => {
    const credit = (reason: string | null) => [{ kind: 'lodging', amount: '100.00', reason }];
    const of = (reason: string | null) =>
      worksheet([labour([week('2012-03-04', FIVE_EIGHTS, { credits: credit(reason) })])]);
    assert.equal(only(of('agreed and customary, exhibit 4')).flsa, '190.00');
    for (const none of ['', '  ', null]) {
      assert.equal(only(of(none)).flsa, '290.00');
      assert.ok(codes(of(none)).includes('CREDIT_WITHOUT_REASON'));
    }
  });

  it('rounds the total once, so that 349.8125 is 349.81, and its printed parts add up', () => {
    const [line] = only(worksheet([labour([week('2012-03-04', Array<string>(7).fill('6.5'))])])).weeks;
    assert.deepEqual([line?.straight, line?.premium, line?.due], ['329.88', '19.93', '349.81']);
  });

  it('is flagged when two entries have hours on one of its days', () => {
    const sheet = worksheet([labour([week('2012-03-04', FIVE_EIGHTS)], [span('2012-03-09', '2012-03-12')])]);
    assert.ok(codes(sheet).includes('OVERLAPPING_LABOUR'));
    assert.deepEqual(
      only(sheet).weeks.map(({ hours }) => hours),
      ['56', '16'],
    );
  });
});

describe('labour that cannot be computed is refused with the victim and the week', () => {
  const of = (weeks: readonly Fields[], spans: readonly Fields[] = []) => refusal([labour(weeks, spans)]);
  const days = (first: string) => [first, '0', '0', '0', '0', '0', '0'];
  const at = (code: string, start: string | null) => ({ code, victim: 'V-1', week: start });

  it('more than 24 hours on a day, fewer than none, or no number', () => {
    for (const hours of ['24.01', '-1', 'all day', '1e1', ''])
      assert.deepEqual(of([week('2012-03-04', days(hours))]), at('BAD_HOURS', '2012-03-04'), hours);
    assert.deepEqual(of([], [span('2012-03-06', '2012-03-10', { hoursPerDay: '25' })]), at('BAD_HOURS', '2012-03-06'));
    assert.deepEqual(of([week('2012-03-04', days('1.1234567'))]), at('BAD_HOURS', '2012-03-04'));
    const twice = (hours: string) =>
      ['12', hours].map((hoursPerDay) => span('2012-03-04', '2012-03-04', { hoursPerDay }));
    assert.deepEqual(of([], twice('12.01')), at('BAD_HOURS', '2012-03-04'));
    assert.equal(only(worksheet([labour([], twice('12'))])).weeks[0]?.hours, '24');
  });

  it('more than 24 hours on a day of two entries together', () => {
    const entries = of([week('2012-03-04', days('20'))], [span('2012-03-04', '2012-03-04')]);
    assert.deepEqual(entries, at('BAD_HOURS', '2012-03-04'));
  });

  it('a week that has not seven days', () => {
    assert.deepEqual(of([week('2012-03-04', ['8', '8', '8', '8', '8', '0'])]), at('BAD_HOURS', '2012-03-04'));
  });

  it('a date that does not exist', () => {
    assert.equal(of([week('2012-02-30', days('8'))]).code, 'BAD_DATE');
    assert.equal(of([], [span('2012-03-01', '2012-03-32')]).code, 'BAD_DATE');
    assert.equal(of([], [span('2012-03-02', '2012-03-01')]).code, 'BAD_DATE');
  });

  it('a day before the first row of the wage table', () => {
    assert.deepEqual(of([week('1977-12-25', days('8'))]), at('NO_WAGE_RATE', '1977-12-25'));
    assert.deepEqual(of([], [span('1977-12-31', '1978-01-01')]), at('NO_WAGE_RATE', '1977-12-25'));
    assert.equal(only(worksheet([labour([], [span('1978-01-01', '1978-01-01')])])).flsa, '21.20');
  });

  it('work in American Samoa or the Northern Marianas, whose wage schedules are not loaded', () => {
    for (const state of ['AS', 'MP'])
      assert.deepEqual(refusal([victim({ labour: { state } })]), at('NO_WAGE_RATE', null), state);
    assert.equal(only(worksheet([victim({ labour: { state: 'PR' } })])).flsa, '0.00');
  });

  it('a week on another day than workweeks begin, a week given twice, and a longer life than anyone has', () => {
    assert.deepEqual(of([week('2012-03-05', days('8'))]), at('WORKSHEET_INVALID', '2012-03-05'));
    const twice = [week('2012-03-04', days('8')), week('2012-03-04', days('8'))];
    assert.deepEqual(of(twice), at('WORKSHEET_INVALID', '2012-03-04'));
    assert.equal(of([], [span('1978-01-01', '2078-01-01')]).code, 'LIMIT');
    // Any 21,835 days may touch 3,121 workweeks; one day less touches 3,120, a working life.
    assert.equal(of([], [span('1978-01-01', '2037-10-12')]).code, 'LIMIT');
    assert.equal(only(worksheet([labour([], [span('1978-01-01', '2037-10-11')])])).weeks.length, 3_120);
  });
});
