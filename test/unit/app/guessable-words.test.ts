import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { analyze, ownershipOf, personState, requestLeads, search, showResult } from '../../../src/app/index.ts';
import { sequenceAll } from '../../../src/audit/index.ts';
import { canonicalJson, sha256Hex, unwrap } from '../../../src/core/index.ts';
import { searchName } from '../../../src/resolution/index.ts';
import { type LeadHome, leadHome } from './release-home.ts';

const root = mkdtempSync(join(tmpdir(), 'redress-guessable-'));

const OWN = { accounts: [{ institution: '021000021', number: 'P0-0' }] };

describe('names that are asked for', () => {
  let home: LeadHome;
  let [name, entity] = ['', ''];
  const decide = async (state: string) =>
    unwrap(await home.as('local', personState, { entity, state, reason: 'seen on the papers' }));
  before(async () => {
    home = await leadHome(root);
    const { results } = unwrap(await home.as('local', search, { text: 'P0-0' }));
    const account = results.find(({ type }) => type === 'account')?.id;
    const { result } = unwrap(await home.as('local', showResult, { id: account }));
    entity = (result as { holders: { entity: string }[] }).holders[0]?.entity ?? '';
    const person = unwrap(await home.as('local', showResult, { id: entity })).result as { names: string[] };
    name = person.names[0] ?? '';
    await decide('SUBJECT_CANDIDATE');
    unwrap(await home.as('local', analyze, {}));
  });
  after(async () => {
    await home.app.close();
    rmSync(root, { recursive: true, force: true });
  });

  it('enter the log under the key of the home: equal ones are equal there, and no guess can be tried on them', async () => {
    const asked = { subjects: [{ name }] };
    for (const _ of [1, 2]) {
      unwrap(await home.as('local', search, { text: name }));
      unwrap(await home.as('local', ownershipOf, { name }));
      unwrap(await home.as('local', requestLeads, asked));
    }
    await sequenceAll(home.app.store);
    const { events } = await home.app.store.stored.auditRange(0, 1_000);
    const objects = (operation: string) =>
      events.flatMap(({ event }) => (event.operation === operation ? [event.object] : []));
    for (const [operation, form] of [
      ['search', /^keyed:[0-9a-f]{64}$/],
      ['ownership', /^keyed:[0-9a-f]{64}$/],
      ['lead.request', /^req_[0-9a-f]{32}$/],
    ] as const) {
      const [first = '', second] = objects(operation).slice(-2);
      assert.match(first, form, operation);
      assert.equal(first, second, operation);
    }
    const said = JSON.stringify(events);
    const whole = { subjects: [{ name, identifier: null }], accounts: [] };
    for (const guess of [name, searchName(name), `text:${searchName(name)}`, canonicalJson(whole)])
      assert.ok(!said.includes(guess) && !said.includes(sha256Hex(guess).slice(0, 32)), guess);
  });

  it('R8: find a lead until the person is held for a possible victim, and from then on nothing, without a new Run', async () => {
    const ask = async (asked: object) => unwrap(await home.as('local', requestLeads, asked));
    const byName = { subjects: [{ name }] };
    assert.deepEqual([(await ask(byName)).answer, (await ask(OWN)).answer], ['lead', 'lead']);
    await decide('POSSIBLE_VICTIM');
    const absent = await ask({ subjects: [{ name: 'Nobody At All' }] });
    assert.deepEqual(absent, { answer: 'nothing', leads: [] });
    assert.deepEqual([await ask(byName), await ask(OWN)], [absent, absent]);
    const another = { accounts: [{ institution: '021000021', number: 'P0-1' }] };
    assert.equal((await ask(another)).answer, 'lead', 'the lead itself is still there for others');
  });
});
