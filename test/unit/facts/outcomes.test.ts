import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { asSha256, makeId, sha256Hex } from '../../../src/core/index.ts';
import { type Outcome, type OutcomeType, outcomesOf, type RecordRef } from '../../../src/facts/index.ts';

const ASSET = `ast_${'1'.repeat(32)}`;
const LEAD = `led_${'2'.repeat(32)}`;

type Said = Partial<Outcome> & { readonly source?: string; readonly row?: number };

/** Outcomes as a Run gets them: each with the record that says so. */
function home(said: readonly Said[]) {
  const outcomes: Outcome[] = [];
  const records = new Map<RecordRef['id'], RecordRef>();
  for (const [index, { source: name = 'a', row = index, ...fields }] of said.entries()) {
    const source = asSha256(sha256Hex(name));
    const record = makeId('rec', [source, row]);
    const place = { sourceClass: 'PROCESS_OBTAINED', format: 'redress-outcomes', locator: `line ${row}` } as const;
    records.set(record, { id: record, source, ordinal: row, date: null, ...place });
    outcomes.push({
      kind: 'outcome',
      id: makeId('fct', [record, 'outcome', '']),
      record,
      reference: `o${index}`,
      outcomeType: 'restraint',
      lead: null,
      asset: ASSET,
      victim: null,
      amount: null,
      at: '2024-01-01',
      authority: null,
      document: null,
      ...fields,
    });
  }
  return { outcomes, records };
}

const standing = (...types: OutcomeType[]) =>
  outcomesOf(home(types.map((outcomeType, i) => ({ outcomeType, at: `2024-01-${10 + i}` })))).byAsset.get(ASSET);
const stateAfter = (...types: OutcomeType[]) => standing(...types)?.state;

describe('what became of an asset', () => {
  it('goes from found over restrained, seized and forfeited to transferred', () => {
    assert.equal(stateAfter('order'), 'found');
    assert.equal(stateAfter('tro'), 'restrained');
    assert.equal(stateAfter('tro', 'restraint', 'seizure'), 'seized');
    assert.equal(stateAfter('seizure', 'forfeiture'), 'forfeited');
    assert.equal(stateAfter('forfeiture', 'transfer_1594f', 'payment'), 'transferred');
  });

  it('is never taken back by a lesser act that comes later', () => {
    assert.equal(stateAfter('seizure', 'restraint'), 'seized');
    assert.deepEqual(
      standing('seizure', 'restraint')?.steps.map(({ state, outcome }) => [state, outcome.at]),
      [
        ['restrained', '2024-01-11'],
        ['seized', '2024-01-10'],
      ],
    );
  });

  it('keeps the first act that reached each rung', () => {
    assert.deepEqual(
      standing('tro', 'restraint', 'tro')?.steps.map(({ state, outcome }) => [state, outcome.outcomeType]),
      [['restrained', 'tro']],
    );
  });

  it('is closed by a refusal or a recall until a later step', () => {
    assert.equal(standing('restraint', 'declined')?.closed, 'declined');
    assert.equal(standing('recall')?.closed, 'recall');
    assert.equal(standing('declined', 'order')?.closed, 'declined');
    assert.equal(standing('declined', 'seizure')?.closed, null);
  });

  it('is told of a lead in the same way', () => {
    const { byLead, byAsset } = outcomesOf(home([{ lead: LEAD, asset: null, outcomeType: 'seizure' }]));
    assert.equal(byLead.get(LEAD)?.state, 'seized');
    assert.equal(byAsset.size, 0);
  });
});

describe('the order of outcomes', () => {
  it('is date, then known instants, then Source and row', () => {
    const { ordered } = outcomesOf(
      home([
        { reference: 'late', at: '2024-01-02' },
        { reference: 'noon', at: '2024-01-01T12:00:00Z' },
        { reference: 'dawn', at: '2024-01-01T08:00:00+02:00' },
        { reference: 'second row', at: '2024-01-01', row: 9 },
        { reference: 'first row', at: '2024-01-01', row: 8 },
      ]),
    );
    assert.deepEqual(
      ordered.map(({ reference }) => reference),
      ['first row', 'second row', 'dawn', 'noon', 'late'],
    );
  });

  it('does not depend on the order in which the store gives them', () => {
    const said = fc.record({
      reference: fc.constantFrom('o1', 'o2', 'o3'),
      at: fc.constantFrom('2024-01-01', '2024-01-01T00:00:00Z', '2024-01-02'),
      amount: fc.constantFrom(null, '1.00'),
      source: fc.constantFrom('a', 'b'),
      row: fc.nat(5),
    });
    const distinct = fc.uniqueArray(said, { selector: ({ source, row }) => `${source} ${row}`, maxLength: 8 });
    fc.assert(
      fc.property(distinct, fc.nat(), (items, turn) => {
        const { outcomes, records } = home(items);
        const cut = items.length === 0 ? 0 : turn % items.length;
        const turned = [...outcomes.slice(cut), ...outcomes.slice(0, cut)].reverse();
        assert.deepEqual(outcomesOf({ outcomes: turned, records }), outcomesOf({ outcomes, records }));
      }),
      { numRuns: 200 },
    );
  });
});

describe('one outcome told twice', () => {
  const paid = { reference: 'p1', outcomeType: 'payment', amount: '100.00' } as const;

  it('is one payment, though it stands in two files', () => {
    const { ordered, conflicts } = outcomesOf(home([paid, { ...paid, source: 'b' }]));
    assert.deepEqual([ordered.length, conflicts.length], [1, 0]);
  });

  it('counts as first told when the second telling says something else, and both are named', () => {
    const { ordered, conflicts } = outcomesOf(home([paid, { ...paid, at: '2024-01-05', amount: '900.00' }]));
    assert.deepEqual(
      ordered.map(({ amount }) => amount),
      ['100.00'],
    );
    assert.deepEqual(
      conflicts.map(({ counted, other }) => [counted.amount, other.amount]),
      [['100.00', '900.00']],
    );
  });
});
