import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { codes, type Fields, owed, refusal, victim, worksheet } from './files.ts';

function payment(id: string, amount: string, changes: Fields = {}): Fields {
  return { id, kind: 'defendant', payer: 'D1', victim: 'V-1', lossIds: [], amount, at: '2020-01-01', ...changes };
}

const transfer = (id: string, amount: string, at = '2020-01-01') => payment(id, amount, { kind: 'transfer_1594f', at });

function pay(victims: readonly Fields[], payments: readonly Fields[], top: Fields = {}) {
  const sheet = worksheet(victims, { payments, ...top });
  return {
    sheet,
    balances: sheet.victims.map((one) => [one.received, one.balanceVictim, one.balanceAttorneyGeneral]),
    refused: sheet.refused.map((one) => [one.payment, one.amount]),
  };
}

describe('R14: the ledger of a victim', () => {
  it('never pays above what is owed, from whatever source', () => {
    const kinds = ['defendant', 'transfer_1594f', 'remission', 'civil', 'insurer'];
    const payments = kinds.map((kind, index) => payment(`p${index}`, '30.00', { kind, payer: kind, lossIds: ['L1'] }));
    const { balances, refused } = pay([owed('V-1', '100.00')], payments);
    assert.deepEqual(balances, [['100.00', '0.00', '30.00']]);
    assert.deepEqual(refused, [
      ['p3', '20.00'],
      ['p4', '30.00'],
    ]);
  });

  it('refuses and lists a single cent above what is owed', () => {
    assert.deepEqual(pay([owed('V-1', '100.00')], [payment('p', '100.01')]).refused, [['p', '0.01']]);
  });

  it('keeps two balances after a transfer under 1594(f): the victim is paid once, the defendant owes both', () => {
    const { balances } = pay([owed('V-1', '100000.00')], [transfer('t', '60000.00')]);
    assert.deepEqual(balances, [['60000.00', '40000.00', '60000.00']]);
  });

  it('lets the defendant fill the victim, then the Attorney General, and refuses the rest', () => {
    const after = payment('d', '110000.00', { at: '2020-02-01' });
    const { balances, refused, sheet } = pay([owed('V-1', '100000.00')], [transfer('t', '60000.00'), after]);
    assert.deepEqual(balances, [['100000.00', '0.00', '0.00']]);
    assert.deepEqual(refused, [['d', '10000.00']]);
    assert.equal(sheet.refused[0]?.why, 'nothing more is owed: it would pay above the loss');
  });

  it('applies payments by time and then by their place in the file', () => {
    const payments = [
      payment('late', '60.00', { at: '2020-01-03' }),
      payment('noon', '60.00', { at: '2020-01-02T12:00:00Z' }),
      payment('day', '60.00', { at: '2020-01-02' }),
    ];
    assert.deepEqual(pay([owed('V-1', '100.00')], payments).refused, [
      ['noon', '20.00'],
      ['late', '60.00'],
    ]);
  });

  it('lets a payment that names losses fill those only', () => {
    const person = victim({
      losses: [
        { lossId: 'L1', category: 'A', amount: '40.00' },
        { lossId: 'L2', category: 'B', amount: '60.00' },
      ],
    });
    const payments = [
      payment('a', '50.00', { lossIds: ['L1'], at: '2020-01-01' }),
      payment('b', '50.00', { lossIds: ['L2', 'L1'], at: '2020-01-02' }),
      payment('c', '20.00', { at: '2020-01-03' }),
    ];
    const { balances, refused, sheet } = pay([person], payments);
    assert.deepEqual(balances, [['100.00', '0.00', '0.00']]);
    assert.deepEqual(refused, [
      ['a', '10.00'],
      ['c', '10.00'],
    ]);
    assert.equal(sheet.refused[0]?.why, 'the losses that it names are paid or are not part of the total');
  });

  it('splits a payment for all victims over what each is still owed', () => {
    const victims = [owed('V-2', '100.00'), owed('V-1', '300.00')];
    const { balances } = pay(victims, [payment('p', '200.00', { victim: null })]);
    assert.deepEqual(balances, [
      ['150.00', '150.00', '0.00'],
      ['50.00', '50.00', '0.00'],
    ]);
  });

  it('flags what a person must look at: a civil recovery without a loss, an insurer who paid', () => {
    const civil = payment('c', '1.00', { kind: 'civil' });
    const insurer = payment('i', '1.00', { kind: 'insurer' });
    const found = codes(pay([owed('V-1', '100.00')], [civil, insurer]).sheet);
    assert.ok(found.includes('CIVIL_WITHOUT_LOSS') && found.includes('INSURER_SUBROGATED'));
  });

  it('refuses a file in which a payment is about nobody or no loss in it', () => {
    const refuse = (changes: Fields) => refusal([owed('V-1', '1.00')], { payments: [payment('p', '1.00', changes)] });
    for (const changes of [{ victim: 'V-9' }, { lossIds: ['L9'] }, { kind: 'gift' }, { at: 'soon' }, { amount: null }])
      assert.match(String(refuse(changes).code), /WORKSHEET_INVALID|BAD_DATE/, JSON.stringify(changes));
  });
});

describe('an order against several defendants', () => {
  const orders = (mode: string, defendants: Fields) => ({ orders: [{ mode, defendants }] });
  const standing = ({ sheet }: ReturnType<typeof pay>, name: string) => sheet.orders?.[0]?.defendants[name];

  it('jointly and severally, frees all once anybody has paid', () => {
    const both = orders('joint_and_several', { D1: '100.00', D2: '100.00' });
    const result = pay([owed('V-1', '100.00')], [payment('p', '100.00')], both);
    assert.deepEqual(standing(result, 'D2'), { liable: '100.00', paid: '0.00', outstanding: '0.00' });
    assert.deepEqual(standing(result, 'D1'), { liable: '100.00', paid: '100.00', outstanding: '0.00' });
  });

  it('apportioned, takes from nobody more than their share', () => {
    const apart = orders('apportioned', { D1: '70.00', D2: '30.00' });
    const payments = [payment('a', '80.00'), payment('b', '30.00', { payer: 'D2', at: '2020-01-02' })];
    const result = pay([owed('V-1', '100.00')], payments, apart);
    assert.deepEqual(result.refused, [['a', '10.00']]);
    assert.deepEqual(result.balances, [['100.00', '0.00', '0.00']]);
  });

  it('lets a defendant whose share a transfer has met owe the Attorney General alone', () => {
    const apart = orders('apportioned', { D1: '70.00', D2: '30.00' });
    const payments = [transfer('t', '60.00'), payment('a', '70.00', { at: '2020-02-01' })];
    const result = pay([owed('V-1', '100.00')], payments, apart);
    assert.deepEqual(result.balances, [['70.00', '30.00', '0.00']]);
    assert.deepEqual(standing(result, 'D1'), { liable: '70.00', paid: '70.00', outstanding: '0.00' });
    assert.deepEqual(standing(result, 'D2'), { liable: '30.00', paid: '0.00', outstanding: '30.00' });
  });

  it('may stand for one victim, and limits nobody for another', () => {
    const one = { orders: [{ mode: 'apportioned', victim: 'V-1', defendants: { D1: '10.00' } }] };
    const victims = [owed('V-1', '10.00'), owed('V-2', '50.00')];
    const payments = [payment('a', '20.00'), payment('b', '20.00', { victim: 'V-2' })];
    assert.deepEqual(pay(victims, payments, one).refused, [['a', '10.00']]);
  });

  it('is flagged when its figures do not meet the worksheet, or its payer is not named', () => {
    const apart = orders('apportioned', { D1: '70.00', D2: '20.00' });
    const found = codes(pay([owed('V-1', '100.00')], [payment('p', '1.00', { payer: 'D3' })], apart).sheet);
    assert.ok(found.includes('ORDER_DIFFERS') && found.includes('PAYER_NOT_IN_ORDER'));
    const joint = (D1: string) => codes(pay([owed('V-1', '100.00')], [], orders('joint_and_several', { D1 })).sheet);
    assert.ok(!joint('100.00').includes('ORDER_DIFFERS') && joint('100.01').includes('ORDER_DIFFERS'));
  });

  it('is refused beside a second one that covers the same victims', () => {
    const order = { mode: 'apportioned', defendants: { D1: '1.00' } };
    const victims = [owed('V-1', '1.00')];
    assert.equal(refusal(victims, { orders: [order, { ...order, victim: 'V-1' }] }).code, 'WORKSHEET_INVALID');
    assert.equal(refusal(victims, { orders: [{ mode: 'apportioned' }] }).code, 'WORKSHEET_INVALID');
  });
});
