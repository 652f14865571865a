import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import request from 'supertest';
import { createApi } from '../../../src/api/index.ts';
import { callerOf } from '../../e2e/restore-drill.ts';
import { type LeadHome, leadHome } from './release-home.ts';

const root = mkdtempSync(join(tmpdir(), 'redress-lead-routes-'));

describe('the API of leads', () => {
  let home: LeadHome;
  let lead = '';
  before(async () => {
    home = await leadHome(root);
    lead = (await home.leads())[0]?.id ?? '';
    await home.approve(lead);
  });
  after(async () => {
    await home.app.close();
    rmSync(root, { recursive: true, force: true });
  });
  const send = (name: string, method: 'get' | 'post', path: string, body: object = {}) => {
    const api = createApi(home.app, { version: 'test', caller: callerOf(home.app, name) });
    const call = request(api)[method](`/api/v1${path}`).set('Authorization', `Bearer ${home.app.home.apiToken}`);
    return method === 'post' ? call.send(body) : call;
  };

  it('releases a lead to a named person, tells who has it, and names whom a recall must reach', async () => {
    const body = { act: 'release', reason: 'to freeze the account', release: { to: 'DOL-WHD|B. Person' } };
    const released = await send('sue', 'post', `/leads/${lead}/transitions`, body);
    assert.deepEqual([released.status, released.body.status], [201, 'RELEASED']);
    assert.equal(released.body.deconfliction.unasked, 'no agency takes part in this home');
    const log = await send('sue', 'get', `/leads/${lead}/releases`);
    assert.deepEqual(log.body.recipients, [{ agency: 'DOL-WHD', person: 'B. Person' }]);
    const recalled = await send('sue', 'post', `/leads/${lead}/recall`, { reason: 'a wrong account' });
    assert.deepEqual([recalled.status, recalled.body.status], [201, 'RECALLED']);
    assert.deepEqual(recalled.body.recipients, [{ agency: 'DOL-WHD', person: 'B. Person' }]);
  });

  it('answers the lead of a network that is asked for by hand', async () => {
    const [known] = await home.leads();
    const built = await send('local', 'post', '/leads', { network: known?.network });
    assert.deepEqual([built.status, built.body.lead.id, built.body.takesEffect], [201, lead, 'now']);
  });

  it('R8: answers a request for what is absent and what is recalled alike, to the byte', async () => {
    const ask = (number: string) =>
      send('ian', 'post', '/requests', { accounts: [{ institution: '021000021', number }] });
    const [absent, hidden] = [await ask('NONE'), await ask('F0')];
    assert.deepEqual([absent.status, absent.text], [200, '{"answer":"nothing","leads":[]}']);
    assert.deepEqual([hidden.status, hidden.text], [absent.status, absent.text]);
    assert.equal(
      (await send('local', 'post', '/requests', { accounts: [{ institution: '021000021', number: 'F0' }] })).body
        .answer,
      'lead',
    );
    assert.equal((await send('adam', 'post', '/requests', { subjects: [{ name: 'Pat' }] })).status, 403);
    assert.equal((await send('ian', 'post', '/requests', {})).status, 400);
  });

  it('asks other agencies by identifiers alone', async () => {
    const asked = await send('ian', 'post', '/deconfliction', { questions: [{ type: 'ein', value: '12-3456789' }] });
    assert.deepEqual(asked.body, { agency: null, answers: [{ line: 1, answer: 'no', contacts: [] }], left: 99 });
    const named = await send('ian', 'post', '/deconfliction', {
      questions: [{ type: 'ein', value: '12-3456789', name: 'P' }],
    });
    assert.equal(named.status, 400);
  });
});
