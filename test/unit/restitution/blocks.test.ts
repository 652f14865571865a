import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { worksheetOf } from '../../../src/restitution/index.ts';
import { reference } from '../../in-memory.ts';
import { codes, type Fields, file, owed, refusal, worksheet } from './files.ts';

function pool(rule: string, amounts: Fields) {
  const sheet = worksheet([], { pool: { rule, ...amounts } });
  return { paid: sheet.pool?.paid, left: sheet.pool?.left, codes: codes(sheet) };
}

describe('money that is available', () => {
  it('goes to nobody above what they are owed, and the rest is said', () => {
    const sheet = worksheet([owed('V-1', '30.00'), owed('V-2', '10.00')], { available: '50.00' });
    assert.deepEqual(sheet.allocation, [
      { victim: 'V-1', amount: '30.00' },
      { victim: 'V-2', amount: '10.00' },
    ]);
    assert.ok(codes(sheet).includes('ABOVE_WHAT_IS_OWED'));
  });

  it('is split over what is still owed after payments', () => {
    const payments = [{ id: 'p', kind: 'remission', victim: 'V-1', amount: '20.00', at: '2020-01-01' }];
    const sheet = worksheet([owed('V-1', '30.00'), owed('V-2', '10.00')], { payments, available: '10.00' });
    assert.deepEqual(
      sheet.allocation.map(({ amount }) => amount),
      ['5.00', '5.00'],
    );
  });

  it('is not split where nothing is stated', () => {
    assert.deepEqual(worksheet([owed('V-1', '30.00')]).allocation, []);
  });
});

describe('money received from a defendant', () => {
  it('pays assessments first, victims next, the 3014 assessment last, and shows what is left', () => {
    const claims = { assessments: '100.00', insurer: '10.00', fine: '20.00', jvta: '5000.00' };
    const of = (received: string) => worksheet([owed('V-1', '50.00')], { receipts: { received, ...claims } }).receipts;
    assert.deepEqual(of('120.00')?.paid, {
      assessments: '100.00',
      victims: '20.00',
      unitedStates: '0.00',
      insurer: '0.00',
      fine: '0.00',
      jvta: '0.00',
    });
    assert.deepEqual([of('5180.00')?.paid.jvta, of('5180.00')?.left], ['5000.00', '0.00']);
    assert.equal(of('6000.00')?.left, '820.00');
  });

  it('is flagged where an insurer and the United States both claim: their order is not settled', () => {
    const receipts = { received: '60.00', insurer: '10.00', unitedStates: '10.00' };
    const sheet = worksheet([owed('V-1', '45.00')], { receipts });
    assert.deepEqual([sheet.receipts?.paid.unitedStates, sheet.receipts?.paid.insurer], ['10.00', '5.00']);
    assert.ok(codes(sheet).includes('INSURER_AND_UNITED_STATES'));
  });

  it('is the sum that is available where that is stated, and is never two sums', () => {
    const sheet = worksheet([owed('V-1', '45.00')], { available: '50.00', receipts: { assessments: '10.00' } });
    assert.deepEqual(sheet.allocation, [{ victim: 'V-1', amount: '40.00' }]);
    const two = { available: '50.00', receipts: { received: '60.00' } };
    assert.equal(refusal([owed('V-1', '45.00')], two).code, 'WORKSHEET_INVALID');
  });
});

describe('interest and penalties (18 USC 3612(f), (g))', () => {
  const of = (changes: Fields, principal = '50000.00') =>
    worksheet([owed('V-1', principal)], {
      interest: { rate: '0.0400', from: '2024-01-01', to: '2024-01-31', basis: 365, ...changes },
    }).interest;

  it('runs by the day on what is owed, and only above 2,500 dollars', () => {
    assert.equal(of({})?.interest, '164.38');
    assert.equal(of({ basis: 360 })?.interest, '166.67');
    assert.equal(of({ to: '2024-01-01' })?.interest, '0.00');
    assert.equal(of({}, '2500.00')?.interest, '0.00');
    assert.equal(of({}, '2500.01')?.interest, '8.22');
    assert.equal(of({ principal: '60000.00' })?.interest, '197.26');
  });

  it('a payment more than 30 days late costs 10 percent, and in default 15 percent more', () => {
    const missed = (due: string, paidAt: string | null = null) => of({ missed: [{ amount: '1000.00', due, paidAt }] });
    assert.deepEqual(missed('2024-01-01')?.penalties, { delinquent: '0.00', default: '0.00' });
    assert.deepEqual(missed('2023-12-31')?.penalties, { delinquent: '100.00', default: '0.00' });
    assert.deepEqual(missed('2023-10-03')?.penalties, { delinquent: '100.00', default: '0.00' });
    assert.deepEqual(missed('2023-10-02')?.penalties, { delinquent: '100.00', default: '150.00' });
    assert.deepEqual(missed('2023-10-02', '2023-10-20')?.penalties, { delinquent: '0.00', default: '0.00' });
  });

  it('refuses a rate that is no decimal and an end before the beginning', () => {
    const refuse = (changes: Fields) =>
      refusal([owed('V-1', '1.00')], { interest: { rate: '0.04', from: '2024-01-02', to: '2024-01-03', ...changes } });
    assert.equal(refuse({ rate: '4%' }).code, 'WORKSHEET_INVALID');
    assert.equal(refuse({ to: '2024-01-01' }).code, 'BAD_DATE');
  });
});

describe('a pool', () => {
  const huber = {
    invested: { A: '150000.00', B: '150000.00', C: '150000.00' },
    withdrawn: { A: '60000.00', B: '30000.00' },
    recovered: '60000.00',
  };
  const three = { A: '5000.00', B: '5000.00', C: '5000.00' };

  it('T6: SEC v. Huber by rising tide and by net loss', () => {
    assert.deepEqual(pool('rising-tide', huber).paid, { A: '0.00', B: '15000.00', C: '45000.00' });
    assert.deepEqual(pool('net-loss', huber).paid, { A: '15000.00', B: '20000.00', C: '25000.00' });
  });

  it('T5: what is left of three equal shares, pro rata', () => {
    const { paid } = pool('pro-rata', { invested: three, recovered: '3000.00' });
    assert.deepEqual(paid, { A: '1000.00', B: '1000.00', C: '1000.00' });
  });

  it('rising tide reaches the next one only when the tide stands at their level', () => {
    const at = (recovered: string) => pool('rising-tide', { ...huber, recovered }).paid;
    assert.deepEqual(at('30000.00'), { A: '0.00', B: '0.00', C: '30000.00' });
    assert.deepEqual(at('30000.02'), { A: '0.00', B: '0.01', C: '30000.01' });
    assert.deepEqual(at('90000.00'), { A: '0.00', B: '30000.00', C: '60000.00' });
    assert.deepEqual(at('90000.01'), { A: '0.01', B: '30000.00', C: '60000.00' });
    assert.deepEqual(at('360000.00'), { A: '90000.00', B: '120000.00', C: '150000.00' });
  });

  it('pays nobody above a loss: someone who came out ahead gets nothing, and what is over is kept back', () => {
    const amounts = { invested: three, withdrawn: { A: '6000.00', B: '4900.00' }, recovered: '3000.00' };
    assert.deepEqual(pool('pro-rata', amounts).paid, { A: '0.00', B: '100.00', C: '2900.00' });
    assert.deepEqual(pool('rising-tide', amounts).paid, { A: '0.00', B: '0.00', C: '3000.00' });
    const rich = pool('net-loss', { ...amounts, recovered: '9000.00' });
    assert.deepEqual([rich.paid, rich.left], [{ A: '0.00', B: '100.00', C: '5000.00' }, '3900.00']);
    assert.deepEqual(rich.codes.includes('POOL_EXCEEDS_LOSS'), true);
  });

  it('knows people by pseudonyms alone, and does not repeat what is none', () => {
    const named = { pool: { rule: 'net-loss', invested: { 'Rosa Lima': 5 }, recovered: '1.00' } };
    const result = worksheetOf(file([], named), reference);
    assert.ok(!result.ok && !JSON.stringify(result.error).includes('Rosa'));
  });

  it('is refused when somebody withdrew who never paid in', () => {
    const stranger = { pool: { rule: 'net-loss', invested: three, withdrawn: { D: '1.00' }, recovered: '1.00' } };
    assert.equal(refusal([], stranger).code, 'WORKSHEET_INVALID');
  });
});
