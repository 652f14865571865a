import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { canonicalJson, makeId } from '../../../src/core/index.ts';
import {
  accountJson,
  detect,
  entityJson,
  findingJson,
  networkJson,
  presentation,
} from '../../../src/detection/index.ts';
import { chainWorld } from './scenes.ts';

const input = chainWorld('hidden').input();
const detection = detect(input);
const p = presentation(input.facts, input.resolution, detection);

describe('Result rows', () => {
  it('of networks have the keys that interface 3 promises, scores of four places and money as text', () => {
    const [network] = detection.networks;
    assert.ok(network !== undefined);
    const row = networkJson(network, p);
    const promised = [
      'id',
      'rank',
      'flagged',
      'kinds',
      'score',
      'families',
      'explanation',
      'whyNotFlagged',
      'stability',
      'lineage',
      'members',
      'findings',
      'records',
      'totals',
      'assets',
    ];
    for (const key of promised) assert.ok(key in row, key);
    assert.match(String(row.score), /^\d\.\d{4}$/);
    assert.deepEqual(row.totals, { inflow: '180000.00', outflow: '0.00', cash: '180000.00', currency: 'USD' });
    assert.deepEqual(row.lineage, { from: [], event: 'born' });
  });

  it('of entities show mentions with source and locator, accounts, roles and person state', () => {
    const max = input.resolution.entities.find((entity) => entity.id === makeId('ent', 'Max Stone'));
    assert.ok(max !== undefined);
    const row = entityJson(max, p);
    assert.equal(row.personState, 'SUBJECT_CANDIDATE');
    assert.deepEqual(Object.keys((row.mentions as { [key: string]: string }[])[0] ?? {}).sort(), [
      'identifiers',
      'locator',
      'name',
      'party',
      'record',
      'role',
      'source',
    ]);
    assert.equal((row.accounts as unknown[]).length, 5);
  });

  it('of accounts show holders and totals, and are canonical JSON like all others', () => {
    const rows = input.resolution.accounts.map((account) => accountJson(account, p));
    const hold = rows.find((row) => row.number === 'HOLD');
    assert.deepEqual(hold?.totals, { in: '174000.00', out: '160000.00', currency: 'USD' });
    for (const row of [...rows, ...detection.findings.map(findingJson)]) assert.doesNotThrow(() => canonicalJson(row));
  });
});
