import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { worksheetOf } from '../../../src/restitution/index.ts';
import { reference } from '../../in-memory.ts';
import { codes, type Fields, file, only, owed, refusal, victim, week, worksheet } from './files.ts';

const loss = (lossId: string, category: string, amount: string, changes: Fields = {}): Fields => ({
  lossId,
  category,
  amount,
  ...changes,
});

describe('one dollar of loss counts once', () => {
  it('income lost in the hours that labour pays for is left out, and said', () => {
    const same = loss('L1', 'D', '20000.00', { sameHoursAsLabour: true });
    const later = loss('L2', 'D', '7000.00');
    const sheet = worksheet([victim({ losses: [same, later], grossValue: '50000.00' })]);
    assert.deepEqual([only(sheet).losses, only(sheet).total], ['7000.00', '57000.00']);
    assert.ok(codes(sheet).includes('SAME_HOURS_LEFT_OUT'));
    const [first] = only(sheet).lines;
    assert.equal(first?.counted, false);
    assert.match(first?.basis ?? '', /left out: the labour limb pays for the same hours/);
  });

  it('income left out that is more than the labour limb is told with both figures: a person decides', () => {
    const income = (amount: string) => ({ lossId: 'L1', category: 'D', amount, sameHoursAsLabour: true });
    const said = (amount: string) =>
      worksheet([victim({ losses: [income(amount)], grossValue: '50.00' })]).warnings.find(
        ({ code }) => code === 'SAME_HOURS_LEFT_OUT',
      )?.message ?? '';
    assert.match(said('50.01'), /50\.01 .* is more than the labour limb of 50\.00/);
    assert.doesNotMatch(said('50.00'), /more than/);
  });

  it('without a labour limb such income is a loss like any other', () => {
    const same = loss('L1', 'D', '20000.00', { sameHoursAsLabour: true });
    assert.equal(only(worksheet([victim({ losses: [same] })])).total, '20000.00');
  });

  it('gross value and wages are alternatives: the counted lines add up to the total', () => {
    const labour = { weeks: [week('2012-03-04', ['0', '8', '8', '8', '8', '8', '0'])] };
    for (const [grossValue, limb] of [
      ['289.99', '290.00'],
      ['290.00', '290.00'],
      ['290.01', '290.01'],
    ] as const) {
      const result = only(worksheet([victim({ losses: [loss('L1', 'A', '10.00')], grossValue, labour })]));
      assert.equal(result.labourLimb, limb);
      const counted = result.lines.filter((line) => line.counted);
      const cents = counted.reduce((sum, { amount }) => sum + BigInt(amount.replace('.', '')), 0n);
      assert.equal(cents, BigInt(result.total.replace('.', '')));
      assert.equal(counted.length, 2);
      assert.deepEqual(counted[1]?.category, grossValue === '289.99' ? 'FLSA' : 'GROSS');
    }
  });

  it('a loss id that stands twice for one victim is refused', () => {
    const losses = [loss('L1', 'A', '10.00'), loss('L1', 'A', '10.00')];
    assert.deepEqual(refusal([victim({ losses })]), { code: 'WORKSHEET_INVALID', victim: 'V-1', week: null });
    assert.equal(refusal([victim({ losses: [loss('GROSS', 'A', '10.00')] })]).code, 'WORKSHEET_INVALID');
  });

  it('a receipt counts as gross value of two victims only where it is apportioned', () => {
    const gross = (apportioned: boolean) => ({ receipts: [{ id: 'R1', amount: '500.00', apportioned }] });
    const two = (a: boolean, b: boolean) => [
      victim({ id: 'V-1', grossValue: gross(a) }),
      victim({ id: 'V-2', grossValue: gross(b) }),
    ];
    assert.equal(refusal(two(false, false)).code, 'WORKSHEET_INVALID');
    assert.equal(refusal(two(false, true)).victim, 'V-2');
    assert.deepEqual(
      worksheet(two(true, true)).victims.map(({ total }) => total),
      ['500.00', '500.00'],
    );
  });

  it('the estimate of a range uses the likely value and prints the range', () => {
    const range = { low: '100.00', likely: '150.00', high: '300.00', method: 'rate x count x days' };
    const { gross, lines } = only(worksheet([victim({ grossValue: range })]));
    assert.equal(gross, '150.00');
    assert.match(lines[0]?.basis ?? '', /100\.00, 150\.00, 300\.00\); rate x count x days/);
  });

  it('travel and lawyers under section 3663A are flagged: they count only as costs of taking part in the case', () => {
    const losses = [loss('L1', 'A', '10.00'), loss('L2', 'E', '90.00')];
    const sheet = worksheet([victim({ statutes: ['3663A'], losses })]);
    assert.equal(only(sheet).total, '100.00');
    assert.ok(codes(sheet).includes('LOSS_OUTSIDE_STATUTE'));
  });

  it('a line cites its records and its rule', () => {
    const losses = [loss('L1', 'A', '10.00', { from: '2012-02-01', to: '2012-03-01', sourceIds: ['rec_1'] })];
    assert.deepEqual(only(worksheet([victim({ losses })])).lines, [
      {
        victim: 'V-1',
        lossId: 'L1',
        category: 'A',
        amount: '10.00',
        projected: false,
        from: '2012-02-01',
        to: '2012-03-01',
        basis: 'loss of 18 USC 2259(c)(2)(A), incurred',
        sourceIds: ['rec_1'],
        ruleVersion: '18 USC 1593 (2000-10-28)',
        counted: true,
      },
    ]);
  });
});

describe('a worksheet file', () => {
  it('is refused for a field that is not known, a repeated victim and money that is a number', () => {
    const wrong: readonly (readonly [readonly Fields[], Fields, string])[] = [
      [[victim({ losses: [loss('L1', 'A', '10.00', { sameHoursAslabour: true })] })], {}, 'WORKSHEET_INVALID'],
      [[owed('V-1', '1.00'), owed('V-1', '1.00')], {}, 'WORKSHEET_INVALID'],
      [[victim({ losses: [{ lossId: 'L1', category: 'A', amount: 10 }] })], {}, 'BAD_AMOUNT'],
      [[victim({ losses: [loss('L1', 'A', '10.005')] })], {}, 'BAD_AMOUNT'],
      [[victim({ losses: [loss('L1', 'A', '-10.00')] })], {}, 'BAD_AMOUNT'],
      [[victim({ losses: [loss('L1', 'G', '10.00')] })], {}, 'WORKSHEET_INVALID'],
      [[victim({ statutes: [] })], {}, 'WORKSHEET_INVALID'],
      [[victim({ offence: ['2012-01-01'] })], {}, 'WORKSHEET_INVALID'],
      [[victim({ offence: ['2013-01-01', '2012-01-01'] })], {}, 'BAD_DATE'],
      [[], { available: `1${'0'.repeat(40)}` }, 'BAD_AMOUNT'],
      [[], { receipts: { fine: '3.00' } }, 'WORKSHEET_INVALID'],
      [[], { rule: 'x' }, 'WORKSHEET_INVALID'],
    ];
    for (const [victims, top, code] of wrong)
      assert.equal(refusal(victims, top).code, code, JSON.stringify([victims, top]));
  });

  it('never repeats what may be a name', () => {
    const { code, victim: who } = refusal([victim({ id: 'Rosa Lima' })]);
    assert.deepEqual([code, who], ['WORKSHEET_INVALID', null]);
  });

  it('R18: never repeats a name that slipped into a wrong place: a date, hours, a count, a field, an id', () => {
    const name = 'Rosa Lima';
    const days = [name, '0', '0', '0', '0', '0', '0'];
    const twice = { id: name, kind: 'civil', amount: '1.00', at: '2020-01-01' };
    const files = [
      file([victim({ offence: [name, '2013-05-01'] })]),
      file([victim({ statutes: [name] })]),
      file([victim({ [name]: '1.00' })]),
      file([victim({ labour: { weeks: [week('2012-03-04', days)] } })]),
      file([victim({ losses: [loss(name, 'A', '1.00'), loss(name, 'A', '1.00')] })]),
      file([owed('V-1', '1.00')], { payments: [{ ...twice, at: name }] }),
      file([owed('V-1', '1.00')], { payments: [twice, twice] }),
      file([owed('V-1', '1.00')], { payments: [{ ...twice, lossIds: [name] }] }),
    ];
    for (const value of files) {
      const result = worksheetOf(value, reference);
      assert.ok(!result.ok);
      assert.doesNotMatch(JSON.stringify(result.error), /Rosa|Lima/);
    }
    const wrong = worksheetOf(file([victim({ offence: ['2013-02-30', '2013-05-01'], Statute: '1' })]), reference);
    assert.match(wrong.ok ? '' : wrong.error.message, /"Statute" is not known/);
  });

  it('tells what its drafter could not know until a person takes it out', () => {
    const missing = [{ victim: 'V-1', what: 'the hours are not known' }];
    const sheet = worksheet([owed('V-1', '1.00')], { missing });
    assert.deepEqual(
      sheet.warnings.find(({ code }) => code === 'DRAFT_INCOMPLETE')?.message,
      'the hours are not known',
    );
  });
});
