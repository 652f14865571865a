import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { vector } from './companies.ts';

function near(actual: number, percent: number): void {
  assert.ok(Math.abs(actual - percent) < 1e-4, `${actual} is not ${percent}`);
}

describe('integrated economic ownership', () => {
  it('O1 adds direct and indirect shares along an acyclic group and around its loop', () => {
    const { owner } = vector([
      ['P', 'A', 80],
      ['P', 'B', 60],
      ['P', 'C', 10],
      ['A', 'C', 40],
      ['B', 'A', 10],
      ['B', 'C', 20],
    ]);
    near(owner('P', 'A').economic.lo, 86);
    near(owner('P', 'B').economic.lo, 60);
    near(owner('P', 'C').economic.lo, 56.4);
  });

  it('O2 solves two companies that hold half of each other', () => {
    const { owner } = vector([
      ['X', 'A', 50],
      ['C', 'A', 50],
      ['A', 'C', 50],
      ['Y', 'C', 50],
    ]);
    near(owner('X', 'A').economic.lo, 66.6666667);
    near(owner('X', 'C').economic.lo, 33.3333333);
    near(owner('Y', 'C').economic.hi, 66.6666667);
    near(owner('Y', 'A').economic.hi, 33.3333333);
  });

  it('O3 gives a parent no more than all of the subsidiary that holds it in turn', () => {
    const { owner, ownership, id } = vector([
      ['P', 'M', 90],
      ['C1', 'M', 10],
      ['M', 'C1', 100],
    ]);
    near(owner('P', 'M').economic.lo, 100);
    near(owner('P', 'C1').economic.lo, 100);
    near(owner('M', 'C1').economic.lo, 100);
    assert.deepEqual(ownership.answer(id('C1')).cycles, [[id('M'), id('C1')].sort()]);
  });

  it('O4 solves a ring of three', () => {
    const { owner } = vector([
      ['A', 'B', 60],
      ['B', 'C', 60],
      ['C', 'A', 60],
      ['P1', 'A', 40],
      ['P2', 'B', 40],
      ['P3', 'C', 40],
    ]);
    near(owner('P1', 'A').economic.lo, 51.0204082);
    near(owner('P1', 'B').economic.lo, 30.6122449);
    near(owner('P1', 'C').economic.lo, 18.3673469);
  });

  it('O5 multiplies money along a chain while control passes whole', () => {
    const { owner } = vector([
      ['P', 'A', 51],
      ['A', 'B', 51],
      ['B', 'C', 51],
    ]);
    near(owner('P', 'C').economic.lo, 13.2651);
    assert.equal(owner('P', 'C').control, 'sole');
    assert.equal(owner('P', 'C').intermediate, false);
    assert.equal(owner('A', 'C').intermediate, true);
  });

  it('O6 gives a person the votes of both companies that he controls', () => {
    const { owner } = vector([
      ['P', 'A', 60],
      ['P', 'B', 60],
      ['A', 'C', 30],
      ['B', 'C', 25],
    ]);
    near(owner('P', 'C').economic.lo, 33);
    assert.deepEqual(owner('P', 'C').voting, { lo: 55, hi: 55 });
    assert.equal(owner('P', 'C').control, 'sole');
    assert.equal(owner('A', 'C').control, 'joint', 'A alone does not pass half');
  });

  it('counts treasury shares for the holders outside', () => {
    const { owner, ownership, id } = vector([
      ['P', 'A', 70],
      ['A', 'A', 30],
    ]);
    near(owner('P', 'A').economic.lo, 100);
    assert.deepEqual(
      ownership.findings.map((finding) => finding.rule),
      ['self-ownership'],
    );
    assert.deepEqual(ownership.answer(id('A')).cycles, [[id('A')]]);
  });

  it('calls a closed loop unowned instead of inventing a number', () => {
    const { owner, ownership, id } = vector([
      ['A', 'B', 100],
      ['B', 'A', 100],
    ]);
    assert.deepEqual(owner('A', 'B').economic, { lo: 0, hi: 100 });
    assert.deepEqual(ownership.answer(id('B')).unknown, { lo: 100, hi: 100 });
    assert.deepEqual(
      ownership.findings.map((finding) => finding.rule),
      ['no-ultimate-owner'],
    );
  });
});

describe('what is not known', () => {
  it('leaves what no record attributes unknown', () => {
    const { ownership, id } = vector([['P', 'A', 60]]);
    assert.deepEqual(ownership.answer(id('A')).unknown, { lo: 40, hi: 40 });
  });

  it('carries the bounds of a band through the chain', () => {
    const { owner, ownership, id } = vector([
      ['P', 'A', { lo: 25, hi: 50, open: 'lo' }],
      ['A', 'B', 50],
    ]);
    assert.deepEqual(owner('P', 'B').economic, { lo: 12.5, hi: 25 });
    assert.deepEqual(ownership.answer(id('A')).unknown, { lo: 50, hi: 75 });
  });

  it('tightens bounds where the list is declared complete and nowhere else', () => {
    const open = vector([
      ['P', 'A', { lo: 25, hi: 100 }],
      ['X', 'A', 40],
    ]);
    assert.deepEqual(open.owner('P', 'A').economic, { lo: 25, hi: 100 });
    const complete = vector([
      ['P', 'A', { lo: 25, hi: 100 }],
      ['X', 'A', 40],
      [
        '?',
        'A',
        null,
        { unspecifiedOwner: 'noBeneficialOwners', interestType: 'unknownInterest', interestClass: 'other' },
      ],
    ]);
    assert.deepEqual(complete.owner('P', 'A').economic, { lo: 60, hi: 60 });
  });

  it('does not take votes from shares where no record says that they follow', () => {
    const { owner } = vector([['P', 'A', 80, { votesFollow: false }]]);
    assert.equal(owner('P', 'A').voting, null);
    assert.equal(owner('P', 'A').control, 'unknown');
  });

  it('finds shares that sum past all of a company and rescales nothing', () => {
    const { owner, ownership } = vector([
      ['P', 'A', 80],
      ['X', 'A', 30],
    ]);
    assert.deepEqual(owner('P', 'A').economic, { lo: 80, hi: 80 });
    assert.deepEqual(
      ownership.findings.map(({ rule, value }) => [rule, value]),
      [['shares-over-100', '110.00']],
    );
  });
});
