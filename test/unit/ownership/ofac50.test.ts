import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { DateText, PartialDate } from '../../../src/core/index.ts';
import type { Party } from '../../../src/facts/index.ts';
import { wholeName } from '../resolution/home.ts';
import { ofac50, type World } from './blocked-world.ts';

const blocked = (world: World, name: string) => ofac50(world)(name).blocked;

describe('the 50 percent rule with bounds instead of figures', () => {
  it('is sure, open or surely not met as the bounds of the aggregate say', () => {
    const held = (x: [number, number], y: [number, number]): World => ({
      listed: ['X', 'Y'],
      held: [
        ['X', 'A', { lo: x[0], hi: x[1] }],
        ['Y', 'A', { lo: y[0], hi: y[1] }],
      ],
    });
    assert.equal(blocked(held([25, 50], [25, 50]), 'A'), true);
    assert.equal(blocked(held([25, 50], [24, 50]), 'A'), 'unknown');
    assert.equal(blocked(held([0, 25], [0, 24]), 'A'), false);
    assert.deepEqual(ofac50(held([25, 50], [10, 20]))('A').share, { lo: 35, hi: 70 });
  });

  it('does not count a bound that is not reached', () => {
    const held = (open?: 'hi'): World => ({
      listed: ['X'],
      held: [['X', 'A', { lo: 25, hi: 50, ...(open === undefined ? {} : { open }) }]],
    });
    assert.equal(blocked(held('hi'), 'A'), false);
    assert.equal(blocked(held(), 'A'), 'unknown');
  });

  it('leaves the blocked no more than what others surely hold leaves', () => {
    const held = (z: number): World => ({
      listed: ['X'],
      held: [
        ['X', 'A', null],
        ['Z', 'A', z],
      ],
    });
    assert.deepEqual([blocked(held(51), 'A'), ofac50(held(51))('A').share], [false, { lo: 0, hi: 49 }]);
    assert.deepEqual([blocked(held(50), 'A'), ofac50(held(50))('A').share], ['unknown', { lo: 0, hi: 50 }]);
  });

  it('gives the blocked what is left of a complete list of owners', () => {
    const none = ['?', 'A', null, { unspecifiedOwner: 'noBeneficialOwners' }] as const;
    const world: World = {
      listed: ['X', 'Y'],
      held: [['X', 'A', { lo: 20, hi: 40 }], ['Y', 'A', { lo: 20, hi: 40 }], ['Z', 'A', { lo: 0, hi: 40 }], none],
    };
    assert.deepEqual([blocked(world, 'A'), ofac50(world)('A').share], [true, { lo: 60, hi: 80 }]);
  });

  it('passes doubt down the layers', () => {
    const world: World = {
      listed: ['X'],
      held: [
        ['X', 'A', { lo: 40, hi: 60 }],
        ['A', 'B', 100],
        ['X', 'C', 30],
        ['A', 'C', 30],
        ['Z', 'C', 40],
      ],
    };
    assert.equal(blocked(world, 'B'), 'unknown');
    assert.deepEqual([blocked(world, 'C'), ofac50(world)('C').share], ['unknown', { lo: 30, hi: 60 }]);
  });
});

describe('the 50 percent rule where records are silent', () => {
  it('says nothing without a list of blocked persons, and nothing of a company of which no owner is stated', () => {
    const held: World['held'] = [['X', 'A', 100]];
    assert.deepEqual(ofac50({ listed: [], held })('A'), {
      blocked: 'unknown',
      share: { lo: 0, hi: 100 },
      unstated: { lo: 0, hi: 0 },
      listed: null,
      through: [],
    });
    const world: World = { listed: ['X'], held: [['B', 'A', 100]] };
    assert.deepEqual([blocked(world, 'B'), ofac50(world)('B').share], ['unknown', { lo: 0, hi: 100 }]);
  });

  it('speaks of the stated interests and names the share that nobody states', () => {
    const answer = ofac50({ listed: ['X'], held: [['X', 'A', 30]] })('A');
    assert.deepEqual([answer.blocked, answer.share, answer.unstated], [false, { lo: 30, hi: 30 }, { lo: 70, hi: 70 }]);
  });

  it('takes a declared total of a chain for what it is: no statement about any link', () => {
    const total = { level: 'indirect' as const };
    assert.equal(blocked({ listed: ['X'], held: [['X', 'A', 12.5, total]] }, 'A'), 'unknown');
    assert.equal(blocked({ listed: ['X'], held: [['X', 'A', 60, total]] }, 'A'), 'unknown');
    assert.equal(blocked({ listed: ['X'], held: [['Z', 'A', 60, total]] }, 'A'), false);
  });

  it('counts treasury stock for nobody, and leaves open what it makes of the other shares', () => {
    const world = (x: number): World => ({
      listed: ['X'],
      held: [
        ['X', 'A', x],
        ['A', 'A', 30],
        ['Z', 'A', 70 - x],
      ],
    });
    assert.equal(blocked(world(40), 'A'), 'unknown');
    assert.equal(blocked(world(50), 'A'), true);
    assert.equal(blocked(world(10), 'A'), false);
  });
});

describe('the 50 percent rule and who is listed', () => {
  const held: World['held'] = [
    ['X', 'A', 50],
    ['Z', 'A', 50],
  ];

  it('is about ownership: votes and control of a blocked person count for nothing', () => {
    const votes = { interestType: 'votingRights', interestClass: 'votes' as const };
    const board = { interestType: 'appointmentOfBoard', interestClass: 'control' as const };
    const world: World = {
      listed: ['X'],
      held: [
        ['X', 'A', 100, votes],
        ['X', 'A', null, board],
        ['Z', 'A', 100],
      ],
    };
    assert.deepEqual([blocked(world, 'A'), ofac50(world)('A').share], [false, { lo: 0, hi: 0 }]);
  });

  it('follows what a nominator owns and not what a nominee holds', () => {
    const nomination = (owner: string, interestClass: 'nominator' | 'nominee') =>
      [owner, 'N', null, { interestType: interestClass, interestClass }] as const;
    const world = (listed: string): World => ({
      listed: [listed],
      held: [nomination('X', 'nominator'), nomination('Y', 'nominee'), ['N', 'A', 100]],
    });
    assert.equal(blocked(world('X'), 'A'), true);
    assert.equal(blocked(world('Y'), 'A'), false);
  });

  it('counts only lists of blocked persons', () => {
    assert.equal(blocked({ listed: ['X'], held, listing: { authority: 'OFAC-SDN' } }, 'A'), true);
    assert.equal(blocked({ listed: ['X'], held, listing: { authority: 'OFAC' } }, 'A'), 'unknown');
    assert.deepEqual(ofac50({ listed: ['X'], held, listing: { authority: 'OFAC-non-SDN' } })('A').share, {
      lo: 0,
      hi: 100,
    });
  });

  it('counts an entry from the day of its listing, and leaves a day open that the list does not give', () => {
    const on = (listedOn: string, asOf: string) =>
      blocked({ listed: ['X'], held, listing: { listedOn: listedOn as PartialDate }, asOf: asOf as DateText }, 'A');
    assert.equal(on('2024-03-05', '2024-03-04'), false);
    assert.equal(on('2024-03-05', '2024-03-05'), true);
    assert.equal(on('2024', '2024-06-30'), 'unknown');
    assert.equal(on('2023', '2024-06-30'), true);
  });

  it('counts the holdings of the day that is asked for', () => {
    const sold: World = {
      listed: ['X'],
      held: [
        ['X', 'A', 60, { start: '2020-01-01' as PartialDate, end: '2024-01-01' as PartialDate }],
        ['Z', 'A', 100, { start: '2024-01-01' as PartialDate }],
      ],
    };
    assert.equal(blocked({ ...sold, asOf: '2023-12-31' as DateText }, 'A'), true);
    assert.equal(blocked({ ...sold, asOf: '2024-01-01' as DateText }, 'A'), false);
  });

  it('holds a bearer of a listed name for nobody: blocked stays open until something else agrees or disagrees', () => {
    const strangers = (entry: string, known: string): World => ({
      listed: ['X'],
      held,
      entries: {
        X: { identifiers: [{ type: 'list-entry', value: '7', issuer: 'OFAC' }], birthDate: entry as PartialDate },
      },
      known: { X: { identifiers: [], birthDate: known as PartialDate } },
    });
    const open: World = {
      listed: ['X'],
      held,
      entries: { X: { identifiers: [{ type: 'list-entry', value: '7', issuer: 'OFAC' }] } },
      known: { X: { identifiers: [] } },
    };
    assert.equal(blocked(open, 'A'), 'unknown');
    assert.equal(ofac50(open)('X').listed?.how, 'name-only');
    assert.equal(blocked(strangers('1963-07-28', '1970-01-02'), 'A'), false);
    assert.equal(blocked(strangers('1963-07-28', '1963-07-28'), 'A'), true);
  });

  it('does not hold a person for a namesake by one word that is only one of several names', () => {
    const names = (...full: string[]): Partial<Party> => ({ names: full.map(wholeName) });
    const world = (listed: Partial<Party>): World => ({
      listed: ['X'],
      held,
      entries: { X: { ...listed, identifiers: [{ type: 'list-entry', value: '7', issuer: 'OFAC' }] } },
      known: { X: { ...names('Ali', 'Jonas Hartmann'), identifiers: [] } },
    });
    assert.equal(ofac50(world(names('Nour Haddad', 'Ali')))('X').listed, null);
    assert.equal(ofac50(world(names('Nour Haddad', 'Hartmann Jonas')))('X').listed?.how, 'name-only');
  });

  it('shows the chain that proves it, nearest owners first, each with its records', () => {
    const ask = ofac50({
      listed: ['X', 'Y'],
      held: [
        ['X', 'A', 50],
        ['Z', 'A', 50],
        ['A', 'B', 30],
        ['Y', 'B', 20],
        ['Z', 'B', 50],
      ],
    });
    const { through, share } = ask('B');
    assert.deepEqual(share, { lo: 50, hi: 50 });
    assert.deepEqual(
      through
        .map((step) => [step.share.lo, step.sure, step.listed?.how ?? 'by rule', step.listed?.programs ?? []])
        .sort(),
      [
        [20, true, 'listed', ['SDNTK']],
        [30, true, 'by rule', []],
        [50, true, 'listed', ['SDNTK']],
      ],
    );
    assert.equal(through.at(-1)?.share.lo, 50);
    assert.ok(through.every(({ records }) => records.length > 0));
    assert.deepEqual([ask('X').blocked, ask('X').listed?.how, ask('Z').blocked], [true, 'listed', false]);
  });
});
