import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { EntityId, PartyId } from '../../../src/core/index.ts';
import { type PersonDecision, standingDecision } from '../../../src/detection/index.ts';
import { latestDecisions } from '../../../src/detection/person-states.ts';
import { PERSON_STATES, type PersonState } from '../../../src/facts/index.ts';

const ENTITY = 'ent_both' as EntityId;
const [ROSA, ROSE] = ['pty_rosa' as PartyId, 'pty_rose' as PartyId];
const MERGED = new Map<string, EntityId>([
  [ROSA, ENTITY],
  [ROSE, ENTITY],
]);

type Said = { readonly party: PartyId; readonly state: PersonState; readonly answers?: readonly PartyId[] };

/** Decisions in the order in which they were made. */
function said(...decisions: readonly Said[]): PersonDecision[] {
  return decisions.map((item, index) => ({
    kind: 'person-state',
    entity: ENTITY,
    reason: 'read the file',
    actor: 'vic',
    confirmedBy: 'ann',
    ordinal: index + 1,
    classes: ['PUBLIC_RECORD'],
    ...item,
  }));
}

const stateOf = (...decisions: readonly Said[]) => latestDecisions(said(...decisions), MERGED).get(ENTITY)?.state;
const PROTECTING = ['POSSIBLE_VICTIM', 'VICTIM_IDENTIFIED', 'VICTIM_AND_CHARGED'] as const;
const HELD: readonly string[] = PROTECTING;

describe('what was decided about two mentions that turn out to be one person', () => {
  it('keeps them a possible victim though the other mention was cleared later, before anyone knew that they are one', () => {
    assert.equal(
      stateOf({ party: ROSE, state: 'POSSIBLE_VICTIM' }, { party: ROSA, state: 'CLEARED' }),
      'POSSIBLE_VICTIM',
    );
    for (const state of PERSON_STATES)
      for (const held of PROTECTING)
        assert.ok(
          HELD.includes(stateOf({ party: ROSE, state: held }, { party: ROSA, state }) ?? ''),
          `${held} ${state}`,
        );
  });

  it('is lifted by a decision about the same mention, or by one that answers it', () => {
    const held = { party: ROSE, state: 'POSSIBLE_VICTIM' } as const;
    assert.equal(stateOf(held, { party: ROSE, state: 'CLEARED' }), 'CLEARED');
    assert.equal(stateOf(held, { party: ROSA, state: 'CLEARED', answers: [ROSE] }), 'CLEARED');
    assert.equal(stateOf(held, { party: ROSA, state: 'UNASSESSED', answers: [ROSE] }), undefined);
  });

  it('is not lifted in advance: a protecting word after the answer stands', () => {
    const answer = { party: ROSA, state: 'CLEARED', answers: [ROSE] } as const;
    assert.equal(stateOf(answer, { party: ROSE, state: 'POSSIBLE_VICTIM' }), 'POSSIBLE_VICTIM');
  });

  it('never loses a protecting word that nothing about its mention followed, whatever else is said', (t) => {
    const word = fc.record({
      party: fc.constantFrom('p1', 'p2', 'p3') as fc.Arbitrary<PartyId>,
      state: fc.constantFrom(...PERSON_STATES),
      answers: fc.subarray(['p1', 'p2', 'p3'] as PartyId[]),
    });
    let held = 0;
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 8 }), (words) => {
        const about = said(...words);
        const open = words.filter(
          ({ party, state }, at) =>
            HELD.includes(state) &&
            words.slice(at + 1).every((later) => later.party !== party && !later.answers.includes(party)),
        );
        if (open.length > 0) held++;
        const standing = standingDecision(about)?.state;
        assert.equal(HELD.includes(standing ?? ''), open.length > 0);
        if (open.length === 0) assert.equal(standing, words.at(-1)?.state);
      }),
      { numRuns: 1_000, seed: 19 },
    );
    assert.ok(held > 100);
    t.diagnostic(`1,000 histories of up to 8 decisions about 3 mentions, ${held} of them held`);
  });
});
