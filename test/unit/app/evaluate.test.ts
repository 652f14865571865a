import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { writeWorld } from '../../../fixtures/generate.ts';
import { generateSmallWorld } from '../../../fixtures/world/small-world.ts';
import type { PipelineResult } from '../../../src/app/analysis/pipeline.ts';
import { scoreRun } from '../../../src/app/evaluation/score.ts';
import { readTruth, type Truth } from '../../../src/app/evaluation/truth.ts';
import { analyze, evaluate, ingest, runOperation } from '../../../src/app/index.ts';
import { unwrap } from '../../../src/core/index.ts';
import type { FactSet } from '../../../src/facts/index.ts';
import { answer, callerOf, openEmbeddedHome } from '../../e2e/restore-drill.ts';

const folder = mkdtempSync(join(tmpdir(), 'redress-evaluate-'));
after(() => rmSync(folder, { recursive: true, force: true }));

const person = (key: string, accounts: string[] = []) => ({
  kind: 'person' as const,
  key,
  accounts: accounts.map((number) => ({ institution: '021000021', number })),
});
const KEYS = ['a', 'b', 'c', 'd', 'e', 'f', 'agent', 'firm', 'hub', 'x', 'y', 'z'];

/** People stand in a list of accounts, one a line, under their own keys as names. */
const truth: Truth = {
  networks: [
    { id: 'funnel-1', kind: 'funnel', members: ['a', 'b', 'c'].map((key) => person(key)), periphery: ['z'] },
    { id: 'front-1', kind: 'front-company', members: ['d', 'e', 'f'].map((key) => person(key)), periphery: [] },
  ],
  facilitators: [{ ...person('agent'), firm: person('firm') }],
  possibleVictims: [person('c', ['C1'])],
  lookAlikes: [{ id: 'twin-1', members: ['x', 'y'].map((key) => person(key)) }],
  benignHubs: [person('hub')],
  people: KEYS.map((key, i) => ({
    key,
    mentions: [
      { file: 'accounts.csv', at: String(i + 2), side: 'holder', name: key },
      { file: 'accounts.csv', at: String(i + 102), side: 'holder', name: key },
    ],
  })),
};

/** Two Parties of each person; the Entities of a Run that puts `a` and `b` together and keeps the two of `f` apart. */
const parties = KEYS.flatMap((key, i) => [2, 102].map((from) => ({ key, id: `pty_${key}${from}`, line: i + from })));
const entities = [
  { id: 'ent_a', parties: ['pty_a2', 'pty_a102', 'pty_b2', 'pty_b102'] },
  ...KEYS.filter((key) => !['a', 'b', 'f'].includes(key)).map((key) => ({
    id: `ent_${key}`,
    parties: [`pty_${key}2`, `pty_${key}102`],
  })),
  { id: 'ent_f', parties: ['pty_f2'] },
  { id: 'ent_g', parties: ['pty_f102'] },
];
const facts = {
  sources: [{ sha256: 's', fileName: 'accounts.csv' }],
  records: new Map(parties.map(({ id, line }) => [id, { source: 's', locator: `line ${line}` }])),
  parties: parties.map(({ id, key }) => ({
    ...{ id, record: id, linkable: true, role: 'account-holder' },
    names: [{ full: key.toUpperCase() }],
  })),
} as object as FactSet;
const members = (...ids: string[]) => ids.map((id) => ({ type: 'entity', id: `ent_${id}` }));
const facilitator = (id: string, reasons: string[]) => ({
  ...{ entity: `ent_${id}`, role: 'facilitator' },
  ...{ reasons, records: reasons },
});
const pay = (from: string, to: string) => ({ from: { entity: `ent_${from}` }, to: { entity: `ent_${to}` } });
const result = {
  resolution: {
    entities,
    entityOf: new Map(entities.flatMap(({ id, parties: own }) => own.map((party) => [party, id]))),
    transfers: [pay('hub', 'd'), pay('hub', 'e'), pay('firm', 'hub')],
  },
  detection: {
    networks: [
      // `a` and `b` are one entity, whose key is `a`: two of three, and the periphery counts on neither side.
      { flagged: true, kinds: ['funnel', 'layering'], members: members('a', 'c', 'z'), roles: [] },
      { flagged: true, kinds: ['other'], members: members('x', 'hub'), roles: [facilitator('hub', [])] },
      {
        flagged: false,
        kinds: ['front-company'],
        members: members('d', 'e', 'f'),
        roles: [facilitator('firm', ['r'])],
      },
    ],
  },
  leads: [
    {
      subjects: [{ entity: 'ent_c' }],
      assets: [
        { identifiers: { institution: '021000021', number: 'C1' }, route: { choice: 'tro-853e2' } },
        { identifiers: { institution: '021000021', number: 'C1' }, route: { choice: 'none' } },
      ],
    },
  ],
} as object as PipelineResult;

describe('a Run held against the truth', () => {
  const scores = scoreRun(truth, facts, result);
  const counts = (of: { found: number; right: number; planted: number; hit: number }) => [
    of.found,
    of.right,
    of.planted,
    of.hit,
  ];

  it('has its flagged networks counted as right where they share half with a planted one, by kind and whichever kind', () => {
    assert.deepEqual(
      scores.kinds.map((row) => [row.kind, ...counts(row)]),
      [
        ['any', 2, 1, 2, 1],
        ['front-company', 0, 0, 1, 0],
        ['funnel', 1, 1, 1, 1],
        ['layering', 1, 0, 0, 0],
        ['other', 1, 0, 0, 0],
      ],
    );
    const [any, front] = scores.kinds;
    assert.deepEqual([any?.precision, any?.recall, any?.f1], [0.5, 0.5, 0.5]);
    assert.deepEqual([front?.precision, front?.recall, front?.f1], [1, 0, 0]);
    assert.deepEqual(scores.missed, [{ id: 'front-1', best: 0 }]);
  });

  it('has look-alikes, victims and benign hubs named that it must not name', () => {
    assert.deepEqual(scores.lookAlikes, { planted: 1, flagged: ['twin-1'] });
    assert.deepEqual(scores.victims, { planted: 1, named: ['subject c', 'freeze account 021000021 C1'] });
    assert.deepEqual(scores.facilitators.benignHubs, ['hub']);
    assert.equal(scores.facilitators.withoutReasons, 1);
  });

  it('has facilitators found as the person or the firm, and whom counting ties would have named beside them', () => {
    assert.deepEqual(counts(scores.facilitators), [2, 1, 1, 1]);
    assert.deepEqual(counts(scores.degreeBaseline), [1, 0, 1, 0]);
  });

  it('has its pairs of mentions counted: of 15 that are put together 11 belong together, and of 12 that do 11 are', () => {
    assert.deepEqual(counts(scores.resolution), [15, 11, 12, 11]);
    assert.equal(scores.resolution.mentions, 24);
    assert.deepEqual([scores.resolution.precision, scores.resolution.recall], [11 / 15, 11 / 12]);
  });
});

describe('a truth file', () => {
  const text = (changed: object) => JSON.stringify({ ...truth, ...changed }, null, 1);
  const problem = (of: string) => {
    const read = readTruth(of);
    return read.ok ? 'read' : `${read.error.code} ${read.error.message}`;
  };

  it('that names someone who is not in it is refused with the line', () => {
    const [first, second] = truth.networks;
    const strange = text({ networks: [first, { ...second, periphery: ['nobody'] }] });
    const line = strange.split('\n').findIndex((item) => item.includes('nobody')) + 1;
    assert.ok(problem(strange).startsWith(`BAD_INPUT the truth file, line ${line}: the periphery of network front-1`));
  });

  it('that is none says what is missing', () => {
    assert.match(problem('{'), /^MALFORMED_JSON/);
    assert.match(problem(text({ people: undefined })), /^BAD_INPUT the truth file: people: is missing/);
    assert.equal(problem(text({})), 'read');
  });
});

describe('the command evaluate', () => {
  it('scores the Run of a home against its world, and refuses the truth of another', async () => {
    const world = join(folder, 'world');
    const files = writeWorld(generateSmallWorld(4), world);
    const app = await openEmbeddedHome(join(folder, 'home'));
    after(() => app.close());
    await answer(app, ingest, { paths: readdirSync(files).map((name) => join(files, name)) });
    const ask = (path: string) => runOperation(app, callerOf(app, 'local'), evaluate, { truth: path });
    const early = await ask(join(world, 'expected.json'));
    assert.equal(!early.ok && early.error.code, 'NOT_FOUND');
    await answer(app, analyze, {});
    const scored = unwrap(await ask(join(world, 'expected.json')));
    const planted = (JSON.parse(readFileSync(join(world, 'expected.json'), 'utf8')) as Truth).networks.length;
    assert.equal(scored.networks[0]?.planted, planted);
    assert.match(scored.networks[0]?.recall ?? '', /^[01]\.\d{4}$/);
    assert.ok(scored.resolution.mentions > 50);
    assert.deepEqual(scored.files.absent, []);
    const nobody = join(folder, 'nobody.json');
    writeFileSync(nobody, JSON.stringify(truth));
    const foreign = await ask(nobody);
    assert.equal(!foreign.ok && foreign.error.code, 'NOT_FOUND');
  });
});
