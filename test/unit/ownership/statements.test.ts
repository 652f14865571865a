import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { DateText } from '../../../src/core/index.ts';
import { tightenShares } from '../../../src/ownership/network.ts';
import { vector } from './companies.ts';

const day = (text: string) => text as DateText;

describe('which statements count on a date', () => {
  const history = [
    ['P', 'A', 60, { series: 's1', statedOn: day('2020-01-01'), status: 'new', start: day('2019-12-01') }],
    [
      'P',
      'A',
      80,
      { series: 's1', statedOn: day('2022-01-01'), status: 'updated', start: day('2021-12-01'), ordinal: 1 },
    ],
    [
      'P',
      'A',
      80,
      { series: 's1', statedOn: day('2023-01-01'), status: 'closed', start: day('2021-12-01'), ordinal: 2 },
    ],
  ] as const;
  const shareOn = (date: string) => {
    const { ownership } = vector([...history], day(date));
    return ownership.edges.map((edge) => edge.economic?.lo);
  };

  it('lets the last statement of a series win, and a closing one end it', () => {
    assert.deepEqual(shareOn('2021-06-30'), [60]);
    assert.deepEqual(shareOn('2022-06-30'), [80]);
    assert.deepEqual(shareOn('2023-06-30'), []);
  });

  it('lets the first statement speak for the days since its interest began, and for none before', () => {
    assert.deepEqual(shareOn('2019-12-15'), [60]);
    assert.deepEqual(shareOn('2019-11-30'), []);
  });

  it('counts the first day of an interest and not its last', () => {
    const on = (date: string) =>
      vector([['P', 'A', 60, { start: day('2024-02-01'), end: day('2024-03-01') }]], day(date)).ownership.edges.length;
    assert.deepEqual([on('2024-01-31'), on('2024-02-01'), on('2024-02-29'), on('2024-03-01')], [0, 1, 1, 0]);
  });

  it('counts a holding stated in several declarations once', () => {
    const { ownership, owner, id } = vector([
      ['P', 'A', 60, { series: 's1' }],
      ['P', 'A', 60, { series: 's2' }],
    ]);
    assert.deepEqual(owner('P', 'A').economic, { lo: 60, hi: 60 });
    assert.equal(ownership.edges[0]?.records.length, 2);
    assert.deepEqual(ownership.answer(id('A')).unknown, { lo: 40, hi: 40 });
    assert.deepEqual(ownership.findings, []);
  });

  it('takes the newest of contradicting declarations and says that they disagree', () => {
    const { ownership, owner } = vector([
      ['P', 'A', 60, { series: 's1', statedOn: day('2020-01-01') }],
      ['P', 'A', 90, { series: 's2', statedOn: day('2021-01-01') }],
    ]);
    assert.deepEqual(owner('P', 'A').economic, { lo: 90, hi: 90 });
    assert.deepEqual(
      ownership.findings.map((finding) => finding.rule),
      ['holding-statements-disagree'],
    );
  });

  it('never adds shares and votes of one stake', () => {
    const { owner } = vector([
      ['P', 'A', 60, { votesFollow: false }],
      ['P', 'A', 60, { interestClass: 'votes', interestType: 'votingRights' }],
    ]);
    assert.deepEqual(owner('P', 'A').economic, { lo: 60, hi: 60 });
    assert.deepEqual(owner('P', 'A').voting, { lo: 60, hi: 60 });
    assert.equal(owner('P', 'A').control, 'sole');
  });
});

describe('chains and their declared totals', () => {
  const total = { level: 'indirect', componentRecords: ['x'], interestType: 'shareholding' } as const;

  it('never adds a declared total to the chain that it sums up', () => {
    const { ownership, owner, id } = vector([
      ['P', 'A', 100, { isComponent: true }],
      ['A', 'B', 60, { isComponent: true }],
      ['P', 'B', 60, total],
    ]);
    assert.deepEqual(owner('P', 'B').economic, { lo: 60, hi: 60 });
    assert.deepEqual(ownership.answer(id('B')).unknown, { lo: 40, hi: 40 });
    assert.deepEqual(ownership.findings, []);
  });

  it('finds a total that its chain contradicts, and keeps to the chain', () => {
    const { ownership, owner } = vector([
      ['P', 'A', 50, { isComponent: true }],
      ['A', 'B', 60, { isComponent: true }],
      ['P', 'B', 60, total],
    ]);
    assert.deepEqual(owner('P', 'B').economic, { lo: 30, hi: 30 });
    assert.deepEqual(
      ownership.findings.map((finding) => finding.rule),
      ['declared-total-disagrees'],
    );
  });

  it('narrows the bounds of a chain by its total', () => {
    const { owner } = vector([
      ['P', 'A', { lo: 50, hi: 75 }, { isComponent: true }],
      ['A', 'B', 100, { isComponent: true }],
      ['P', 'B', { lo: 60, hi: 100 }, total],
    ]);
    assert.deepEqual(owner('P', 'B').economic, { lo: 60, hi: 75 });
  });
});

describe('control without shares', () => {
  it('gives what a nomination arrangement holds to its nominator, and the title to the nominee', () => {
    const { ownership, owner, id } = vector([
      ['P1', 'N', null, { interestClass: 'nominator', interestType: 'nominator' }],
      ['P2', 'N', null, { interestClass: 'nominee', interestType: 'nominee' }],
      ['N', 'A', 80],
    ]);
    assert.deepEqual(owner('P1', 'A').economic, { lo: 80, hi: 80 });
    assert.equal(owner('P1', 'A').control, 'sole');
    assert.deepEqual(ownership.answer(id('A')).nominees, [id('P2')]);
    assert.equal(
      ownership.answer(id('A')).owners.some((item) => item.entity === id('P2')),
      false,
    );
  });

  it('gives a trustee control and no share', () => {
    const { owner } = vector([['P', 'T', null, { interestClass: 'control', interestType: 'trustee' }]]);
    assert.deepEqual([owner('P', 'T').economic, owner('P', 'T').control], [{ lo: 0, hi: 0 }, 'sole']);
  });

  it('calls two holders of exactly half of the votes joint', () => {
    const { owner } = vector([
      ['P', 'A', 50],
      ['X', 'A', 50],
    ]);
    assert.deepEqual([owner('P', 'A').control, owner('X', 'A').control], ['joint', 'joint']);
  });

  it('calls control unknown where the bounds leave it open, and sure above an open half', () => {
    assert.equal(vector([['P', 'A', { lo: 25, hi: 75 }]]).owner('P', 'A').control, 'unknown');
    assert.equal(vector([['P', 'A', { lo: 50, hi: 75, open: 'lo' }]]).owner('P', 'A').control, 'sole');
    assert.equal(vector([['P', 'A', 30]]).owner('P', 'A').control, 'none');
  });

  it('does not take a seat on the board for control', () => {
    const { ownership, id } = vector([['P', 'A', null, { interestClass: 'control', interestType: 'boardMember' }]]);
    assert.deepEqual(ownership.answer(id('A')).owners, []);
    assert.equal(ownership.edges[0]?.basis, 'boardMember');
  });
});

describe('paths', () => {
  it('names the holdings of each chain, from the owner down', () => {
    const { owner } = vector([
      ['P', 'A', 60],
      ['A', 'B', 50],
    ]);
    const [path] = owner('P', 'B').paths;
    assert.deepEqual(
      path?.map((step) => step.share.lo),
      [60, 50],
    );
  });
});

describe('tightening', () => {
  it('leaves a list that contradicts itself as it is stated', () => {
    const shares = [
      { lo: 80, hi: 90 },
      { lo: 40, hi: 50 },
    ];
    assert.deepEqual(tightenShares(shares), shares);
  });
});
