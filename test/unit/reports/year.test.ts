import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { medianOf, yearFacts, yearOfPayee } from '../../../src/reports/desk/year.ts';
import { asset, inDistrict, payee, state } from './desk.ts';

const step = (
  name: 'restrained' | 'seized' | 'forfeited' | 'transferred',
  on: string,
  amount: string | null = null,
) => ({
  state: name,
  on,
  amount,
});

describe('the facts of a year', () => {
  it('count an asset in the year in which it is first found, and not again', () => {
    const known = state({ assets: [asset('a')] });
    const now = state({ assets: [asset('a'), asset('b')] });
    assert.deepEqual(yearFacts(2024, now, known).assets, [
      { home: inDistrict('mad'), state: 'found', cents: 100_000n },
    ]);
    assert.deepEqual(yearFacts(2025, now, now).assets, []);
  });

  it('count an asset again when the law took a step with it, at the furthest step and with the dollars of its paper', () => {
    const steps = [step('restrained', '2023-04-01'), step('forfeited', '2024-02-01', '700.00')];
    const now = state({ assets: [asset('a', { steps })] });
    assert.deepEqual(yearFacts(2024, now, now).assets, [
      { home: inDistrict('mad'), state: 'forfeited', cents: 70_000n },
    ]);
  });

  it('hold nothing to be reached in an overdrawn account', () => {
    const now = state({ assets: [asset('a', { amount: '-12.50' }), asset('b', { amount: null })] });
    assert.deepEqual(
      yearFacts(2024, now, state()).assets.map(({ cents }) => cents),
      [0n, null],
    );
  });

  it('count a lead as new only when neither its network nor an asset of it stood in one before', () => {
    const lead = (network: string, assets: readonly string[]) => ({
      id: `led_${network}`,
      network,
      districts: ['mad'],
      home: inDistrict('mad'),
      assets,
      requested: [{ victim: 'V-1', amount: '942.50' }],
    });
    const before = state({ leads: [lead('net_1', ['a'])], assets: [asset('a')] });
    const now = state({ leads: [lead('net_1', ['a']), lead('net_2', ['a', 'b']), lead('net_3', ['c'])] });
    const facts = yearFacts(2024, now, before);
    assert.deepEqual(
      facts.leads.map(({ network }) => network),
      ['net_3'],
    );
    assert.deepEqual(facts.requested, [{ home: inDistrict('mad'), cents: 94_250n }]);
  });

  it('measure days to the first hold of the year, by the dates that the papers state', () => {
    const held = asset('a', {
      steps: [step('restrained', '2024-03-20'), step('seized', '2024-03-11')],
      claimedOn: '2024-02-01',
      leadOn: '2024-03-01',
    });
    const facts = yearFacts(2024, state({ assets: [held] }), state());
    assert.deepEqual(
      [facts.fromClaim, facts.fromLead].map(([delay]) => delay?.days),
      [39, 10],
    );
    assert.deepEqual(yearFacts(2025, state({ assets: [held] }), state()).fromClaim, []);
  });

  it('measure no days where the hold came on the day of the lead', () => {
    const held = asset('a', { steps: [step('restrained', '2024-03-20')], leadOn: '2024-03-20' });
    const { fromLead } = yearFacts(2024, state({ assets: [held] }), state());
    assert.deepEqual(
      fromLead.map(({ days }) => days),
      [0],
    );
  });

  it('measure nothing where the hold came before the lead, or no lead is dated', () => {
    const steps = [step('restrained', '2024-03-20')];
    const early = asset('a', { steps, leadOn: '2024-04-01' });
    const undated = asset('b', { steps });
    assert.deepEqual(yearFacts(2024, state({ assets: [early, undated] }), state()).fromLead, []);
  });
});

describe('orders and receipts of a year', () => {
  it('J1: of 100,000 ordered and 95,000 received 5,000 is short, and 9,000 more pays only those', () => {
    const orders = [{ on: '2024-01-10', amount: '100000.00' }];
    const receipts = ['30000.00', '50000.00', '15000.00'].map((amount, n) => ({ on: `2024-0${n + 2}-01`, amount }));
    assert.deepEqual(yearOfPayee(payee('V-1', { orders, receipts }), 2024), {
      ordered: 10_000_000n,
      paid: 9_500_000n,
      short: 500_000n,
      onEarlier: 0n,
    });
    const all = [...receipts, { on: '2024-06-01', amount: '9000.00' }];
    assert.deepEqual(yearOfPayee(payee('V-1', { orders, receipts: all }), 2024).paid, 10_000_000n);
  });

  it('read an amount with one decimal as tens of cents', () => {
    const orders = [{ on: '2024-01-10', amount: '100.5' }];
    assert.equal(yearOfPayee(payee('V-1', { orders }), 2024).short, 10_050n);
  });

  it('fill the older order first, and tell apart what was received on it in a later year', () => {
    const both = payee('V-1', {
      orders: [
        { on: '2022-01-10', amount: '300.00' },
        { on: '2024-01-10', amount: '200.00' },
      ],
      receipts: [
        { on: '2023-01-10', amount: '100.00' },
        { on: '2024-02-10', amount: '250.00' },
      ],
    });
    assert.deepEqual(yearOfPayee(both, 2024), { ordered: 20_000n, paid: 5_000n, short: 15_000n, onEarlier: 20_000n });
  });
});

describe('the median', () => {
  it('is the middle value, and of an even number the lower of the two in the middle', () => {
    assert.equal(medianOf([9, 1, 30]), 9);
    assert.equal(medianOf([4, 1, 30, 9]), 4);
    assert.equal(medianOf([]), null);
  });
});
