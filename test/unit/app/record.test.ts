import assert from 'node:assert/strict';
import { statSync, utimesSync } from 'node:fs';
import { describe, it } from 'node:test';
import request from 'supertest';
import { referenceHashes } from '../../../reference/load.ts';
import { cutFor, type Role } from '../../../src/access/index.ts';
import { createApi } from '../../../src/api/index.ts';
import { inputDigest } from '../../../src/app/analysis/digest.ts';
import { loadInputs } from '../../../src/app/facts-loader.ts';
import { recordOutcomes } from '../../../src/app/index.ts';
import { blobPath } from '../../../src/app/ingest/blobs.ts';
import { asSha256, unwrap } from '../../../src/core/index.ts';
import { codeOf, type VaultHome, vaultHome } from './vault-home.ts';

const ASSET = `ast_${'1'.repeat(32)}`;
const paid = { id: 'p1', type: 'payment', victim: 'V-4k7q2m9x', amount: '100.00', at: '2024-03-01' };
const held = { id: 'r1', type: 'restraint', asset: ASSET, at: '2024-02-01', authority: 'D. Md.' };

async function digestOf({ app, as }: VaultHome): Promise<string> {
  const cut = cutFor(as('ana', 'analyst').caller().viewer);
  return inputDigest(await loadInputs(app.store.read, cut), referenceHashes());
}

describe('recording outcomes', () => {
  it('keeps them as a Source of their own that the next Run reads', async () => {
    const home = await vaultHome();
    const ana = home.as('ana', 'analyst');
    const before = await digestOf(home);
    const path = home.file('outcomes.ndjson', paid, held);
    const answer = unwrap(await ana.ask(recordOutcomes, { path, custodian: 'USMS' }));
    const { status, format, sourceClass, recordsStored, facts } = answer.source;
    assert.deepEqual(
      [status, format, sourceClass, recordsStored, facts.outcomes],
      ['stored', 'redress-outcomes', 'PROCESS_OBTAINED', 2, 2],
    );
    assert.deepEqual(
      answer.outcomes.map(({ id, type, asset, victim, amount, at }) => [id, type, asset, victim, amount, at]),
      [
        ['p1', 'payment', null, 'V-4k7q2m9x', '100.00', '2024-03-01'],
        ['r1', 'restraint', ASSET, null, null, '2024-02-01'],
      ],
    );
    assert.ok(answer.outcomes.every(({ record }) => /^rec_[0-9a-f]{32}$/.test(record)));
    assert.notEqual(await digestOf(home), before);
  });

  it('is done once, however often it is asked for', async () => {
    const home = await vaultHome();
    const ana = home.as('ana', 'analyst');
    const path = home.file('outcomes.ndjson', paid);
    unwrap(await ana.ask(recordOutcomes, { path }));
    const digest = await digestOf(home);
    const again = unwrap(await ana.ask(recordOutcomes, { path }));
    assert.deepEqual([again.source.status, again.outcomes.length], ['already-stored', 1]);
    assert.equal(await digestOf(home), digest);
  });

  it('touches no original byte that is kept when the same outcomes are sent again', async () => {
    const home = await vaultHome();
    const ana = home.as('ana', 'analyst');
    const sent = unwrap(await ana.ask(recordOutcomes, { outcomes: [paid] }));
    const kept = blobPath(home.app.home.blobs, asSha256(sent.source.sha256 ?? ''));
    utimesSync(kept, 1, 1);
    unwrap(await ana.ask(recordOutcomes, { outcomes: [paid] }));
    assert.equal(statSync(kept).mtimeMs, 1_000, 'the kept bytes were written over');
  });

  it('keeps no address or telephone number of a person, in whatever field it slipped in', async () => {
    const home = await vaultHome();
    const ana = home.as('ana', 'analyst');
    const slips = [
      { ...paid, id: 'canary@example.org' },
      { ...paid, document: 'handed to canary@example.org' },
      { ...paid, document: 'call 617-555-0142 first' },
      { ...paid, authority: 'SSN 123-45-6789' },
      { ...paid, id: 'c5c2e123-4567-4c00-8a00-446655440000', document: 'check 10023456', authority: '1:24-cr-00123' },
    ];
    const { refused, outcomes } = unwrap(await ana.ask(recordOutcomes, { outcomes: slips }));
    assert.deepEqual(
      refused.map(({ locator, code }) => [locator, code]),
      [['line 1', 'BAD_IDENTIFIER'], ...['line 2', 'line 3', 'line 4'].map((line) => [line, 'IDENTITY_IN_TEXT'])],
    );
    assert.ok(!/canary|555|6789/.test(JSON.stringify(refused)));
    assert.equal(outcomes.length, 1, 'numbers of checks, dockets and senders are no addresses');
  });

  it('tells of refused rows without what they say, and of an id that is told in two ways', async () => {
    const home = await vaultHome();
    const ana = home.as('ana', 'analyst');
    const first = unwrap(await ana.ask(recordOutcomes, { path: home.file('a.ndjson', paid) }));
    const rows = [
      { ...paid, amount: '900.00' },
      { ...paid, id: 'p2', victim: 'Maria Canary' },
    ];
    const second = unwrap(await ana.ask(recordOutcomes, { path: home.file('b.ndjson', ...rows) }));
    assert.deepEqual(
      second.refused.map(({ locator, code }) => [locator, code]),
      [['line 2', 'BAD_IDENTIFIER']],
    );
    assert.ok(!JSON.stringify(second).includes('Canary'));
    const [one, two] = [first.outcomes[0]?.record, second.outcomes[0]?.record];
    const [conflict] = second.conflicts;
    assert.equal(second.conflicts.length, 1);
    assert.deepEqual([conflict?.counted, conflict?.other].sort(), [one, two].sort());
  });

  it('rejects a file that is not made of outcomes', async () => {
    const home = await vaultHome();
    const answer = unwrap(
      await home.as('ana', 'analyst').ask(recordOutcomes, { path: home.file('x.ndjson', '{"id"') }),
    );
    assert.deepEqual([answer.source.status, answer.source.error?.code], ['rejected', 'TRUNCATED']);
    assert.deepEqual(answer.outcomes, []);
  });

  it('is for those who work the case, and for none who only read or operate', async () => {
    const home = await vaultHome();
    const outcomes = [paid];
    const codes: Partial<Record<Role, string>> = {
      analyst: 'ok',
      investigator: 'ok',
      prosecutor: 'ok',
      supervisor: 'FORBIDDEN',
      'victim-specialist': 'FORBIDDEN',
      auditor: 'FORBIDDEN',
      admin: 'FORBIDDEN',
    };
    for (const [role, code] of Object.entries(codes))
      assert.equal(codeOf(await home.as(role, role as Role).ask(recordOutcomes, { outcomes })), code, role);
    assert.equal(codeOf(await home.as('ana', 'analyst').ask(recordOutcomes, {})), 'BAD_INPUT');
  });
});

describe('POST /events', () => {
  it('records one outcome or a list as `record` does, and the same once', async () => {
    const home = await vaultHome();
    const api = createApi(home.app, { version: 'test', caller: home.as('ana', 'analyst').caller() });
    const post = (body: object) =>
      request(api).post('/api/v1/events').set('Authorization', `Bearer ${home.app.home.apiToken}`).send(body);
    const one = await post(paid);
    assert.deepEqual([one.status, one.body.source.status, one.body.outcomes.length], [201, 'stored', 1]);
    const again = await post([paid]);
    assert.equal(again.body.source.status, 'already-stored');
    assert.equal((await post([held, { ...held, id: 'r2' }])).body.outcomes.length, 2);
    for (const bad of [
      { ...paid, victim: 'Maria Canary' },
      { ...paid, victimName: 'Maria Canary' },
      { ...paid, 'Maria Canary': 1 },
      { ...paid, type: 'Maria Canary' },
      { ...paid, amount: 100 },
      { ...paid, at: '2024-02-30' },
      { ...held, asset: null },
      [],
    ]) {
      const refused = await post(bad);
      assert.deepEqual([refused.status, refused.body.code], [400, 'BAD_INPUT'], JSON.stringify(bad));
      assert.ok(!JSON.stringify(refused.body).includes('Canary'));
    }
  });
});
