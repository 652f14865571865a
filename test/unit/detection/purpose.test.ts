import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Movement } from '../../../src/detection/movement.ts';
import { buildView } from '../../../src/detection/view.ts';
import { type Move, type SmallWorld, smallWorld } from './small-world.ts';

function town(): SmallWorld {
  const world = smallWorld();
  world.person('Wanda Work');
  world.person('Dan Cole');
  world.firm('Acme Cleaning LLC', { naics: '561720' });
  world.firm('Swift Payments Inc', { naics: '522320' });
  world.firm('Revenue Office', { naics: '921130' });
  world.firm('Safe Remit Inc', { naics: '522390' });
  world.account('W', 'Wanda Work');
  world.account('ACME', 'Acme Cleaning LLC');
  return world;
}

function readings(...moves: readonly Move[]): Movement['reading'][] {
  const world = town();
  for (const move of moves) world.move(move);
  return buildView(world.input()).movements.map((movement) => movement.reading);
}

const wageRun = (days: readonly number[], amounts: readonly string[]) =>
  days.map((day, i) => ({ day, amount: amounts[i] ?? '800.00', from: 'ACME', to: 'W' }));

function purposes(...moves: readonly Move[]): string[] {
  return readings(...moves).map((reading) => reading.purpose);
}

describe('The purpose of a transfer', () => {
  it('is read from memo words, with the words as reason', () => {
    const [reading] = readings({ day: 0, amount: '800.00', from: 'ACME', to: 'W', memo: 'ACH PAYROLL 0412' });
    assert.deepEqual(reading, { purpose: 'wage', reason: 'the memo says "payroll"' });
  });

  it('is read from the line of business of either side', () => {
    assert.deepEqual(purposes({ day: 0, amount: '90.00', from: 'Swift Payments Inc', to: 'ACME' }), ['processor']);
    assert.deepEqual(purposes({ day: 0, amount: '90.00', from: 'ACME', to: 'Revenue Office' }), ['payroll-tax']);
    assert.deepEqual(purposes({ day: 0, amount: '90.00', from: 'W', to: 'Safe Remit Inc' }), ['remitter']);
  });

  it('is a wage by rhythm: three like credits from a firm to a person, 7, 14-16 or 28-31 days apart, give or take two', () => {
    for (const gap of [5, 7, 9, 12, 14, 16, 18, 26, 28, 31, 33])
      assert.deepEqual(purposes(...wageRun([0, gap, 2 * gap], [])), ['wage', 'wage', 'wage'], `${gap} days`);
    for (const gap of [4, 10, 11, 19, 25, 34])
      assert.deepEqual(purposes(...wageRun([0, gap, 2 * gap], [])), ['other', 'other', 'other'], `${gap} days`);
  });

  it('needs three credits within 25 percent of each other', () => {
    assert.deepEqual(purposes(...wageRun([0, 14], [])), ['other', 'other']);
    assert.deepEqual(purposes(...wageRun([0, 14, 28], ['800.00', '1000.00', '800.00'])), ['wage', 'wage', 'wage']);
    assert.deepEqual(purposes(...wageRun([0, 14, 28], ['800.00', '1000.01', '800.00'])), ['other', 'other', 'other']);
  });

  it('is never a wage between two people, whatever the memo says', () => {
    assert.deepEqual(purposes({ day: 0, amount: '500.00', from: 'Dan Cole', to: 'W', memo: 'salary' }), ['other']);
  });

  it('matches whole words only: "current" is no rent', () => {
    assert.deepEqual(purposes({ day: 0, amount: '500.00', from: 'W', to: 'Dan Cole', memo: 'current account' }), [
      'other',
    ]);
  });
});
