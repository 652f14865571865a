import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Actor, Role } from '../../../src/access/index.ts';
import type { OperationContext } from '../../../src/app/context.ts';
import { heldByWord } from '../../../src/app/decisions.ts';
import { personState } from '../../../src/app/operations/decide.ts';
import { leadMove } from '../../../src/app/operations/lead.ts';
import { listResults, showResult } from '../../../src/app/operations/results.ts';
import { generateSigningKey, signerFromPem } from '../../../src/evidence/index.ts';
import type { Decision, PersonState } from '../../../src/facts/index.ts';

const HEAD = {
  run: 'run_1',
  asOf: '2024-04-30',
  inputDigest: 'a',
  parameters: {},
  seed: 1,
  codeVersion: '1',
  outputDigest: 'b',
  counts: {},
  classes: [],
  compartments: [],
};
const ROWS: Readonly<Record<string, object>> = {
  run: HEAD,
  entity: {
    id: 'ent_rosa',
    kind: 'person',
    personState: 'POSSIBLE_VICTIM',
    coercionScreen: { hit: true },
    mentions: [{ party: 'pty_rosa', record: 'rec_1' }],
  },
  lead: { id: 'led_1', status: 'DRAFT' },
};

const signer = signerFromPem(generateSigningKey());

/** A home with one person and one lead, in which people act one after another. */
function house(person: object = {}) {
  const decisions: Decision[] = [];
  const read = {
    results: async (_: unknown, kind: string, { after }: { after: string | null }) => {
      const row = kind === 'entity' ? { ...ROWS.entity, ...person } : ROWS[kind];
      const id = kind === 'run' ? 'run_1' : String((row as { id?: string } | undefined)?.id);
      return row === undefined || after !== null ? [] : [{ kind, id, rank: 1, classes: [], json: JSON.stringify(row) }];
    },
    candidates: async (_: unknown, keys: readonly string[]) =>
      keys.map((key) => ({ key, kind: key.startsWith('row ent_') ? 'entity' : 'lead', id: key.slice('row '.length) })),
    judgements: async () => ({ judgements: [], decisions }),
  };
  let now = 1;
  const clock = {
    nowMicros: () => now,
    to: (micros: number): void => {
      now = micros;
    },
  };
  const as = (name: string, role: Role, keys: { stated: string; signs: string } = { stated: name, signs: name }) => {
    const actor: Actor = { name, role, keyId: keys.stated };
    const context: object = {
      viewer: { actor },
      signer: { ...signer, keyId: keys.signs },
      cut: { classes: [], compartments: 'all', sources: null },
      clock,
      read,
      people: { leftOut: async () => null },
      write: async (_object: string, _details: unknown, fn: (writer: object) => Promise<unknown>) =>
        fn({ decide: async (decision: Decision) => decisions.push(decision) }),
    };
    return context as OperationContext;
  };
  return { decisions, as, clock };
}

type Answer = { readonly ok: boolean; readonly error?: { readonly code: string } };
const code = (answer: Answer): string => (answer.ok ? 'ok' : (answer.error?.code ?? ''));
const say = async (context: OperationContext, state: PersonState) =>
  code(await personState.run(context, { entity: 'ent_rosa', state, reason: 'read the file' }));

describe('protection of a possible victim', () => {
  it('is taken away by two people with two keys, of whom the second may confirm', async () => {
    const { decisions, as } = house();
    assert.equal(await say(as('ann', 'analyst'), 'CLEARED'), 'ok');
    assert.equal(await say(as('ann', 'analyst'), 'CLEARED'), 'SAME_PERSON');
    assert.equal(await say(as('ben', 'analyst'), 'CLEARED'), 'FORBIDDEN');
    assert.equal(await say(as('vic', 'victim-specialist'), 'CLEARED'), 'ok');
    assert.deepEqual(
      decisions.map((item) => (item.kind === 'person-state' ? [item.actor, item.confirmedBy] : [])),
      [
        ['ann', null],
        ['vic', 'ann'],
      ],
    );
  });

  it('is not taken away by the same key under another name, whatever the actor file says of it', async () => {
    const { as } = house();
    assert.equal(await say(as('ann', 'analyst'), 'SUBJECT'), 'ok');
    assert.equal(await say(as('sue', 'supervisor', { stated: 'sue', signs: 'ann' }), 'SUBJECT'), 'SAME_PERSON');
  });

  it('is not taken away by one word before the next Run has read who gave it', async () => {
    const { decisions, as } = house({ personState: 'UNASSESSED', coercionScreen: { hit: false } });
    assert.equal(await say(as('ann', 'analyst'), 'POSSIBLE_VICTIM'), 'ok');
    assert.equal(await say(as('ben', 'analyst'), 'CLEARED'), 'ok');
    assert.deepEqual(
      decisions.map((item) => (item.kind === 'person-state' ? [item.state, item.confirmedBy] : [])),
      [
        ['POSSIBLE_VICTIM', 'ann'],
        ['CLEARED', null],
      ],
    );
  });

  it('is not confirmed by words about another state', async () => {
    const { decisions, as } = house();
    assert.equal(await say(as('ann', 'analyst'), 'SUBJECT'), 'ok');
    assert.equal(await say(as('vic', 'victim-specialist'), 'CLEARED'), 'FORBIDDEN');
    assert.equal(await say(as('ben', 'analyst'), 'WITNESS'), 'ok');
    assert.equal(await say(as('sue', 'supervisor'), 'SUBJECT'), 'FORBIDDEN');
    assert.ok(decisions.every((item) => item.kind === 'person-state' && item.confirmedBy === null));
  });
});

describe('protection of one of two mentions that are one person', () => {
  const merged = {
    personState: 'POSSIBLE_VICTIM',
    mentions: [
      { party: 'pty_rosa', record: 'rec_1' },
      { party: 'pty_rose', record: 'rec_2' },
    ],
  };

  it('is lifted by a decision about the merged person, which names the mention whose word it answers', async () => {
    const { decisions, as } = house(merged);
    const earlier = { kind: 'person-state', party: 'pty_rose', entity: 'ent_rose', state: 'POSSIBLE_VICTIM' } as const;
    const own = { reason: 'seen', actor: 'vic', confirmedBy: 'vic', ordinal: 1, atMicros: 1, classes: [] } as const;
    const word: object = { ...earlier, ...own };
    decisions.push(word as Decision);
    assert.equal(await say(as('ann', 'analyst'), 'CLEARED'), 'ok');
    const held = heldByWord(decisions);
    assert.equal(held(merged), true, 'a proposal lifts nothing');
    assert.equal(await say(as('vic', 'victim-specialist'), 'CLEARED'), 'ok');
    assert.deepEqual(
      decisions.map((item) => (item.kind === 'person-state' ? item.answers : null)),
      [undefined, ['pty_rose'], ['pty_rose']],
    );
    assert.equal(heldByWord(decisions)(merged), false);
  });
});

describe('a lead', () => {
  it('is not approved with the key that submitted it, under whatever name', async () => {
    const { as } = house();
    const move = async (context: OperationContext, act: 'submit' | 'approve') =>
      code(await leadMove.run(context, { lead: 'led_1', act, reason: 'read the file' }));
    assert.equal(await move(as('ann', 'analyst'), 'submit'), 'ok');
    assert.equal(await move(as('sue', 'supervisor', { stated: 'sue', signs: 'ann' }), 'approve'), 'SAME_PERSON');
    assert.equal(await move(as('sue', 'supervisor'), 'approve'), 'ok');
  });

  it('is moved on by a machine whose clock is behind: its act stands after the one that it answers', async () => {
    const { decisions, as, clock } = house();
    for (const [at, name, role, act] of [
      [10, 'ann', 'analyst', 'submit'],
      [20, 'sue', 'supervisor', 'approve'],
      [15, 'sam', 'supervisor', 'release'],
    ] as const) {
      clock.to(at);
      const answer = await leadMove.run(as(name, role), { lead: 'led_1', act, reason: 'read the file' });
      assert.ok(answer.ok, act);
    }
    // What stands before an earlier act is taken for a row that was moved, and does not count (decisions.test.ts).
    assert.deepEqual(
      decisions.map(({ atMicros }) => atMicros),
      [10, 20, 20],
    );
  });

  it('stands in the list of leads as people moved it, not as the Run drafted it', async () => {
    const { as } = house();
    await leadMove.run(as('ann', 'analyst'), { lead: 'led_1', act: 'submit', reason: 'read the file' });
    await leadMove.run(as('sue', 'supervisor'), { lead: 'led_1', act: 'approve', reason: 'read the file' });
    const listed = await listResults.run(as('ann', 'analyst'), { kind: 'lead', run: null, limit: 10, after: null });
    const shown = await showResult.run(as('ann', 'analyst'), { id: 'led_1', run: null });
    const approved = { id: 'led_1', status: 'APPROVED' };
    assert.deepEqual([listed.ok && listed.value.results, shown.ok && shown.value.result], [[approved], approved]);
  });
});
