import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import {
  type App,
  type AppOperation,
  actorAdd,
  deconflict,
  deconflictHold,
  deconflictJoin,
  runOperation,
} from '../../../src/app/index.ts';
import { canonicalJson, type Result, sha256Hex, unwrap } from '../../../src/core/index.ts';
import { callerOf, openEmbeddedHome } from '../../e2e/restore-drill.ts';

const root = mkdtempSync(join(tmpdir(), 'redress-deconflict-'));
const code = (answer: Result<unknown>) => (answer.ok ? 'ok' : answer.error.code);
const HELD = { type: 'ein', value: '12-3456789' };
const OTHER = { type: 'vin', value: '1HGCM82633A004352' };

describe('deconfliction through the house', () => {
  let app: App;
  const as = <I, O>(name: string, op: AppOperation<I, O>, input: unknown) =>
    runOperation(app, callerOf(app, name), op, input);
  before(async () => {
    app = await openEmbeddedHome(root);
    for (const [name, role] of [
      ['fay', 'investigator'],
      ['hal', 'investigator'],
      ['ira', 'analyst'],
      ['adam', 'admin'],
    ] as const)
      unwrap(await as('local', actorAdd, { name, role }));
    for (const [agency, actor] of [
      ['FBI Boston', 'fay'],
      ['HSI Boston', 'hal'],
      ['IRS-CI Boston', 'ira'],
    ] as const)
      unwrap(await as('adam', deconflictJoin, { agency, contact: `${actor}, 617 555 0100`, actors: [actor] }));
    unwrap(await as('hal', deconflictHold, { towards: ['FBI Boston'], identifiers: [HELD] }));
  });
  after(async () => {
    await app.close();
    rmSync(root, { recursive: true, force: true });
  });

  it('tells two agencies that they hold the same, with a person to call and nothing of a case', async () => {
    assert.deepEqual(unwrap(await as('fay', deconflict, { questions: [OTHER, HELD] })), {
      agency: 'FBI Boston',
      answers: [
        { line: 1, answer: 'no', contacts: [] },
        { line: 2, answer: 'yes', contacts: [{ agency: 'HSI Boston', contact: 'hal, 617 555 0100' }] },
      ],
      left: 98,
    });
  });

  it('R8: answers whom it is not held towards exactly as if it were not held', async () => {
    const asked = async (question: object) => unwrap(await as('ira', deconflict, { questions: [question] })).answers;
    assert.deepEqual(await asked(HELD), await asked(OTHER));
  });

  it('logs each question with case and purpose, under a digest that does not tell what was asked', async () => {
    const { events } = await logged();
    const questions = events.filter(
      ({ operation, decision }) => operation === 'deconflict.ask' && decision === 'allowed',
    );
    assert.deepEqual(
      questions.map(({ actor, purpose, details }) => [actor, purpose, details]),
      [
        ['fay', 'restore drill', { answer: 'no' }],
        ['fay', 'restore drill', { answer: 'yes' }],
        ['ira', 'restore drill', { answer: 'no' }],
        ['ira', 'restore drill', { answer: 'no' }],
      ],
    );
    assert.ok(questions.every(({ object }) => /^ask_[0-9a-f]{32}$/.test(object)));
    assert.ok(!JSON.stringify(events).includes('123456789') && !JSON.stringify(events).includes('12-3456789'));
  });

  it('lets nobody who reads the log test a guess of what was asked or held, not even of what was refused', async () => {
    const guesses = [{ questions: [HELD] }, { towards: ['FBI Boston'], identifiers: [HELD] }];
    const tried = guesses.map((guess) => sha256Hex(canonicalJson(guess)));
    assert.equal(code(await as('adam', deconflict, guesses[0])), 'FORBIDDEN');
    assert.equal(code(await as('adam', deconflictHold, guesses[1])), 'FORBIDDEN');
    const { events } = await logged();
    for (const { id, ...content } of events) {
      assert.ok(!tried.includes(content.object), `${content.operation} ${content.decision}`);
      // The id of an event is a hash as well: over its content, which the reader has, and the key of the operation.
      const ids = tried.map((key) => sha256Hex(canonicalJson([key, content])));
      assert.ok(!ids.includes(id), `${content.operation} ${content.decision}`);
    }
  });

  it('states no more at once than the broker digests while it is waited for, so that none is stated in part', async () => {
    const towards = Array.from({ length: 1_000 }, (_, at) => `Agency ${at}`);
    const identifiers = Array.from({ length: 2_001 }, (_, at) => ({
      type: 'wallet',
      value: `0x${'0'.repeat(30)}${at}`,
    }));
    assert.equal(code(await as('hal', deconflictHold, { towards, identifiers })), 'BAD_INPUT');
    assert.equal(code(await as('hal', deconflictHold, { towards: ['FBI Boston'], identifiers: [HELD] })), 'ok');
  });

  it('asks for no name, for no more than a day allows, and lets an administrator alone admit an agency', async () => {
    assert.equal(code(await as('fay', deconflict, { questions: [{ name: 'Paul Stone' }] })), 'BAD_INPUT');
    assert.equal(code(await as('fay', deconflict, { questions: [{ ...HELD, name: 'Paul Stone' }] })), 'BAD_INPUT');
    assert.equal(code(await as('fay', deconflict, { questions: [{ type: 'ein', value: 'Stone' }] })), 'BAD_IDENTIFIER');
    assert.equal(code(await as('fay', deconflict, { questions: Array(99).fill(OTHER) })), 'DAILY_LIMIT');
    assert.equal(code(await as('adam', deconflict, { questions: [HELD] })), 'FORBIDDEN');
    const join = { agency: 'DSS', contact: 'dee, 617', actors: ['fay'] };
    assert.equal(code(await as('fay', deconflictJoin, join)), 'FORBIDDEN');
    assert.equal(code(await as('adam', deconflictJoin, { ...join, actors: ['nobody'] })), 'NOT_FOUND');
  });

  async function logged() {
    for (;;) {
      const { events, unsequenced } = await app.store.read.auditRange(0, 1_000);
      if (unsequenced === 0) return { events: events.map(({ event }) => event) };
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
});
