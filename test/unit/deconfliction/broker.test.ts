import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, beforeEach, describe, it } from 'node:test';
import { type DateText, fixedClock, microsOfDate, unwrap } from '../../../src/core/index.ts';
import { broker, partnersOf } from '../../../src/deconfliction/broker.ts';
import { askBroker, canonicalIdentifier, type ExclusiveIdentifier } from '../../../src/deconfliction/index.ts';
import { keyedDigest } from '../../../src/deconfliction/keys.ts';
import type { BrokerReply } from '../../../src/deconfliction/protocol.ts';

const root = mkdtempSync(join(tmpdir(), 'redress-broker-'));
after(() => rmSync(root, { recursive: true, force: true }));
let folder = '';
let homes = 0;
const day = (date: string) => fixedClock(microsOfDate(date as DateText));
const today = day('2026-03-02');

const text = (identifier: ExclusiveIdentifier) => unwrap(canonicalIdentifier(identifier));
const account = (number: string) => text({ type: 'account', institution: '021000021', number });
const ask = (actor: string, identifiers: readonly string[], clock = today): BrokerReply =>
  broker(folder, { kind: 'ask', actor, caseId: 'c1', purpose: 'case work', identifiers }, clock);
const answers = (reply: BrokerReply) =>
  reply.kind === 'answered' ? reply.answers.map(({ answer, contacts }) => ({ answer, contacts })) : [reply];

beforeEach(() => {
  folder = join(root, String(homes++));
  for (const [agency, actor] of [
    ['FBI Boston', 'fay'],
    ['HSI Boston', 'hal'],
    ['IRS-CI Boston', 'ira'],
  ] as const)
    broker(folder, { kind: 'join', agency, contact: `${actor}, 617 555 0100`, actors: [actor] }, today);
  broker(
    folder,
    { kind: 'hold', actor: 'hal', towards: ['FBI Boston'], identifiers: [account('100'), account('200')] },
    today,
  );
});

const YES = { answer: 'yes', contacts: [{ agency: 'HSI Boston', contact: 'hal, 617 555 0100' }] };
const NO = { answer: 'no', contacts: [] };

describe('the broker', () => {
  it('answers yes with a named contact for what the other agency holds, and no for the rest', () => {
    assert.deepEqual(answers(ask('fay', [account('100'), account('300')])), [YES, NO]);
  });

  it('tells nobody but the agency towards which it is held, nor the holder of its own, nor one of no agency', () => {
    for (const actor of ['ira', 'hal', 'nobody']) assert.deepEqual(answers(ask(actor, [account('100')])), [NO]);
  });

  it('forgets what the agency no longer states', () => {
    broker(folder, { kind: 'hold', actor: 'hal', towards: ['FBI Boston'], identifiers: [account('200')] }, today);
    assert.deepEqual(answers(ask('fay', [account('100'), account('200')])), [NO, YES]);
  });

  it('lets nobody hold for an agency that they do not speak for, nor towards one that takes no part', () => {
    const held = (actor: string, towards: string) => {
      const reply = broker(folder, { kind: 'hold', actor, towards: [towards], identifiers: [] }, today);
      return reply.kind === 'refused' ? reply.error.code : reply.kind;
    };
    assert.deepEqual(
      [held('nobody', 'FBI Boston'), held('hal', 'Nowhere'), held('hal', 'HSI Boston'), held('hal', 'IRS-CI Boston')],
      ['FORBIDDEN', 'BAD_INPUT', 'BAD_INPUT', 'held'],
    );
  });

  it('has an actor speak for one agency alone, the last that named them', () => {
    broker(folder, { kind: 'join', agency: 'DSS Boston', contact: 'dee, 617 555 0199', actors: ['fay'] }, today);
    assert.deepEqual(answers(ask('fay', [account('100')])), [NO]);
  });

  it('keeps neither an identifier nor a digest that somebody without the key could make', () => {
    ask('fay', [account('100')]);
    const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    const kept = files.map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8')).join('\n');
    assert.ok(files.length >= 5);
    for (const number of ['100', '200']) {
      assert.ok(!kept.includes(account(number)));
      assert.ok(!kept.includes(keyedDigest('', account(number))));
    }
  });
});

describe('absent and forbidden', () => {
  it('R8: have one answer of one form, use the same of the day, and cost a digest for every other agency', () => {
    const absent = ask('fay', [account('999')]);
    const forbidden = ask('ira', [account('100')]);
    assert.deepEqual(answers(absent), answers(forbidden));
    assert.deepEqual(Object.keys(absent), Object.keys(forbidden));
    assert.equal(absent.kind === 'answered' && absent.left, forbidden.kind === 'answered' && forbidden.left);
    const keys = (agency: string) => [...partnersOf(folder, agency)].map(({ key }) => key.length);
    assert.deepEqual(
      [keys('FBI Boston'), keys('IRS-CI Boston')],
      [
        [64, 64],
        [64, 64],
      ],
    );
  });
});

describe('the day of an asker', () => {
  const many = (count: number) => Array.from({ length: count }, (_, at) => account(`${1_000 + at}`));
  const left = (reply: BrokerReply) =>
    reply.kind === 'answered' ? reply.left : reply.kind === 'refused' && reply.error;

  it('has 100 questions; a batch that does not fit is refused whole and uses none of them up', () => {
    assert.equal(left(ask('fay', many(99))), 1);
    const refused = ask('fay', many(2));
    assert.equal(refused.kind === 'refused' && refused.error.code, 'DAILY_LIMIT');
    assert.deepEqual(refused.kind === 'refused' && refused.error.details, { left: 1 });
    assert.equal(left(ask('fay', many(1))), 0);
    assert.equal(ask('fay', many(1)).kind, 'refused');
  });

  it('is their own, and ends at midnight UTC', () => {
    ask('fay', many(100));
    assert.equal(left(ask('hal', many(1))), 99);
    assert.equal(left(ask('fay', many(1), day('2026-03-03'))), 99);
  });

  it('is logged with case and purpose, by digests that tell what was asked twice and nothing else', () => {
    ask('fay', [account('100'), account('300')]);
    ask('fay', [account('300')]);
    const [first, second] = readFileSync(join(folder, 'asked', '2026-03-02.ndjson'), 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as { questions: string[]; purpose: string; caseId: string; agency: string });
    assert.deepEqual(second?.questions, first?.questions.slice(1));
    assert.deepEqual([first?.purpose, first?.caseId, first?.agency], ['case work', 'c1', 'FBI Boston']);
  });
});

describe('the broker’s process', () => {
  it('is away, and takes nothing down with it, when it cannot start or dies before it has heard what is asked', async () => {
    const node = process.execPath;
    const dies = join(root, 'dies');
    writeFileSync(dies, '#!/bin/sh\nexit 1\n', { mode: 0o700 });
    const identifiers = Array.from({ length: 50_000 }, (_, at) => account(`${100_000 + at}`));
    const request = { kind: 'hold', actor: 'hal', towards: ['FBI Boston'], identifiers } as const;
    try {
      for (const program of [dies, join(root, 'is-not-there')]) {
        process.execPath = program;
        const answer = await askBroker(folder, request);
        assert.equal(!answer.ok && answer.error.code, 'SERVICE_UNAVAILABLE', program);
      }
    } finally {
      process.execPath = node;
    }
  });

  it('answers as the broker does, by its own clock', async () => {
    const request = {
      kind: 'ask',
      actor: 'fay',
      caseId: 'c1',
      purpose: 'case work',
      identifiers: [account('100')],
    } as const;
    const reply = unwrap(await askBroker(folder, request));
    assert.deepEqual(answers(reply), [YES]);
    const refused = await askBroker(folder, {
      kind: 'hold',
      actor: 'nobody',
      towards: ['FBI Boston'],
      identifiers: [],
    });
    assert.equal(!refused.ok && refused.error.code, 'FORBIDDEN');
  });
});
