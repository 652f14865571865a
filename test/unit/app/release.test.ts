import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import {
  auditVerify,
  deconflictHold,
  deconflictJoin,
  exportPackage,
  leadBuild,
  leadLog,
  leadMove,
  leadShow,
  requestLeads,
  runOperation,
} from '../../../src/app/index.ts';
import { sequenceAll } from '../../../src/audit/index.ts';
import { canonicalJson, type Json, type Result, sha256Hex, unwrap } from '../../../src/core/index.ts';
import { callerOf } from '../../e2e/restore-drill.ts';
import { type LeadHome, leadHome } from './release-home.ts';

const root = mkdtempSync(join(tmpdir(), 'redress-release-'));
const code = (answer: Result<unknown>) => (answer.ok ? 'ok' : answer.error.code);

describe('a lead that leaves the house', () => {
  let home: LeadHome;
  let first = '';
  let second = '';
  before(async () => {
    home = await leadHome(root);
    first = (await home.leads())[0]?.id ?? '';
  });
  after(async () => {
    await home.app.close();
    rmSync(root, { recursive: true, force: true });
  });
  const release = (name: string, lead: string, to: string, more: object = {}) =>
    home.as(name, leadMove, { lead, act: 'release', reason: 'to freeze the account', release: { to, ...more } });
  const rows = async (lead: string) => unwrap(await home.as('sue', leadLog, { lead })).rows;

  it('R7: is approved and released by somebody else than its author; admin reads and auditor moves nothing', async (t) => {
    assert.equal(code(await release('sue', first, 'FBI|A. Person')), 'CONFLICT');
    await home.as('local', leadMove, { lead: first, act: 'submit', reason: 'ready' });
    assert.equal(code(await home.as('local', leadMove, { lead: first, act: 'approve', reason: 'mine' })), 'FORBIDDEN');
    unwrap(await home.as('sue', leadMove, { lead: first, act: 'approve', reason: 'read and agreed' }));
    assert.equal(code(await release('local', first, 'FBI|A. Person')), 'SAME_PERSON');
    for (const op of [leadShow, leadLog] as const)
      assert.equal(code(await home.as('adam', op as typeof leadShow, { lead: first })), 'FORBIDDEN');
    for (const act of ['submit', 'approve', 'release', 'recall'])
      assert.equal(code(await home.as('aud', leadMove, { lead: first, act, reason: 'reason' })), 'FORBIDDEN');
    // The only actor of a new home must be able to add its supervisor: the auditor is told when that one decides for them.
    const { addedByAuthor } = unwrap(await home.as('aud', auditVerify, {}));
    assert.deepEqual(addedByAuthor, [{ object: first, author: 'local', second: 'sue' }]);
    t.diagnostic('R7: 1 lead, 8 acts refused to its author, the admin and the auditor, 1 approval by another');
  });

  it('goes to a named person of an agency, in the variant that the agency may have, marked, until a day', async () => {
    const shown = unwrap(await home.as('local', leadShow, { lead: first }));
    const { decisions: _, ...drafted } = shown as Record<string, Json>;
    const out = unwrap(await release('sue', first, 'FBI|A. Person', { purpose: 'freeze' }));
    assert.equal(out.status, 'RELEASED');
    const { release: terms, warning } = out;
    assert.deepEqual(
      { variant: terms?.variant, marking: terms?.marking, version: terms?.version, supersedes: terms?.supersedes },
      { variant: 'bsa', marking: 'CUI//SP-FSEC', version: 1, supersedes: null },
    );
    assert.match(warning ?? '', /^BSA reports may only be re-disseminated/);
    assert.equal(terms?.sha256, sha256Hex(canonicalJson({ ...drafted, status: 'INCOMPLETE' })));
    unwrap(await release('pia', first, 'DOL-WHD|B. Person'));
    assert.deepEqual(
      (await rows(first)).map(({ to, variant, marking, by, approvedBy, state }) => [
        ...[to.agency, to.person, variant, marking],
        ...[by, approvedBy, state],
      ]),
      [
        ['FBI', 'A. Person', 'bsa', 'CUI//SP-FSEC', 'sue', 'sue', 'out'],
        ['DOL-WHD', 'B. Person', 'no-bsa', 'CUI//SP-INV', 'pia', 'sue', 'out'],
      ],
    );
  });

  it('is checked with other agencies before it goes: who holds one of its accounts is named', async () => {
    for (const [agency, actor] of [
      ['Ours', 'sue'],
      ['HSI Boston', 'ian'],
    ] as const)
      unwrap(await home.as('adam', deconflictJoin, { agency, contact: `${actor}, 617 555 0100`, actors: [actor] }));
    const identifiers = [{ type: 'account', institution: '021000021', number: 'F0' }];
    unwrap(await home.as('ian', deconflictHold, { towards: ['Ours'], identifiers }));
    const { deconfliction } = unwrap(await release('sue', first, 'MLARS|H. Person'));
    assert.deepEqual(deconfliction?.contacts, [{ agency: 'HSI Boston', contact: 'ian, 617 555 0100' }]);
    assert.equal(deconfliction?.unasked, null);
    await sequenceAll(home.app.store);
    const { events } = await home.app.store.stored.auditRange(0, 1_000);
    const questions = events.map(({ event }) => event).filter(({ object }) => object.startsWith('ask_'));
    assert.deepEqual(
      questions.map(({ actor, operation, details }) => `${actor} ${operation} ${canonicalJson(details)}`).sort(),
      Array.from({ length: deconfliction?.asked ?? 0 }, (_, at) => canonicalJson({ answer: at === 0 ? 'yes' : 'no' }))
        .map((details) => `sue lead.move ${details}`)
        .sort(),
      'each question of the check stands in the log of the house as well',
    );
  });

  it('is refused without a name, to who serves victims, and with BSA material to an agency without access', async () => {
    assert.equal(code(await release('sue', first, 'FBI')), 'BAD_INPUT');
    for (const services of ['OVC-grantee', 'ovc-grantee', 'OVC Grantee', 'Grantee of the Office for Victims of Crime'])
      assert.equal(code(await release('sue', first, `${services}|C. Person`)), 'FORBIDDEN', services);
    const draft = { id: first, kind: 'lead', format: 'json', to: 'otip grantee|C. Person' };
    assert.equal(code(await home.as('local', exportPackage, draft)), 'FORBIDDEN', 'nor as a copy of a draft');
    for (const kind of ['lead', 'evidence', 'graph'])
      for (const to of ['OTIP-grantee|C. Person', 'C. Person, OTIP grantee', 'OTIP-grantee'])
        assert.equal(code(await home.as('local', exportPackage, { ...draft, kind, to })), 'FORBIDDEN', `${kind} ${to}`);
    assert.equal(code(await release('sue', first, 'EEOC|D. Person', { variant: 'bsa' })), 'FORBIDDEN');
    assert.equal(code(await release('sue', first, 'USAO|D. Person', { variant: 'bsa' })), 'FORBIDDEN');
    assert.equal(code(await release('sue', first, 'FBI|A. Person', { expires: '2020-01-01' })), 'BAD_INPUT');
    assert.equal(code(await home.as('sue', leadMove, { lead: first, act: 'release', reason: 'again' })), 'CONFLICT');
  });

  it('takes no BSA material with it past the rule of releases: not by a copy, final or draft', async () => {
    const copy = (to: string, release: boolean) =>
      home.as('pia', exportPackage, { id: first, kind: 'lead', format: 'json', variant: 'bsa', to, release });
    for (const [to, release] of [
      ['EEOC|D. Person', true],
      ['Equal Employment Opportunity Commission|D. Person', false],
      ['USAO|D. Person', true],
      ['USAO|D. Person', false],
      ['Some Office|D. Person', true],
      ['Some Office|D. Person', false],
      ['FBI, or so it says|D. Person', false],
    ] as const)
      assert.equal(code(await copy(to, release)), 'FORBIDDEN', to);
  });

  it('R20: its log is complete, and a recall reaches every recipient of every version, copies of exports too', async (t) => {
    const asked = { id: first, kind: 'lead', format: 'json', variant: 'bsa', to: 'HSI|E. Person', release: true };
    unwrap(await home.as('pia', exportPackage, asked));
    await home.analyseAgain();
    second = (await home.leads())[0]?.id ?? '';
    assert.notEqual(second, first);
    unwrap(await home.as('local', exportPackage, { ...asked, id: second, to: 'OFAC|F. Person', release: false }));
    await home.approve(second);
    const terms = unwrap(await release('sue', second, 'IRS-CI|G. Person')).release;
    assert.deepEqual([terms?.version, terms?.supersedes], [2, first]);

    const log = unwrap(await home.as('sue', leadLog, { lead: first }));
    assert.deepEqual(
      log.rows.map(({ kind, to }) => `${kind} ${to.agency}`),
      ['release FBI', 'release DOL-WHD', 'release MLARS', 'copy HSI', 'draft-copy OFAC', 'release IRS-CI'],
    );
    const everyone = [
      { agency: 'DOL-WHD', person: 'B. Person' },
      { agency: 'FBI', person: 'A. Person' },
      { agency: 'HSI', person: 'E. Person' },
      { agency: 'IRS-CI', person: 'G. Person' },
      { agency: 'MLARS', person: 'H. Person' },
      { agency: 'OFAC', person: 'F. Person' },
    ];
    assert.deepEqual(log.recipients, everyone);
    const account = { accounts: [{ institution: '021000021', number: 'F0' }] };
    const told = { answer: 'lead', leads: [{ id: second, status: 'RELEASED' }] };
    assert.deepEqual(unwrap(await home.as('ian', requestLeads, account)), told);
    const sue = callerOf(home.app, 'sue');
    const without = { ...sue, viewer: { ...sue.viewer, view: 'no-bsa' as const } };
    const halved = await runOperation(home.app, without, leadMove, { lead: first, act: 'recall', reason: 'an error' });
    assert.equal(code(halved), 'BAD_INPUT', 'a view without BSA does not show everyone whom a recall must reach');
    // The first version stands in an earlier Run, and is recalled all the same.
    const recalled = unwrap(await home.as('sue', leadMove, { lead: first, act: 'recall', reason: 'a wrong account' }));
    assert.deepEqual(recalled, { lead: first, status: 'RECALLED', recipients: everyone });
    t.diagnostic(`R20: ${log.rows.length} rows, ${recalled.recipients?.length} of ${everyone.length} holders reached`);
    assert.deepEqual([...new Set((await rows(second)).map(({ state }) => state))], ['recalled']);
    const again = await home.as('sue', leadMove, { lead: first, act: 'recall', reason: 'once more' });
    assert.equal(code(again), 'CONFLICT');
    assert.deepEqual(unwrap(await home.as('aud', auditVerify, {})).decisions.unverified, []);
  });

  it('R8: is asked for by name or account with one answer, nothing, for what is absent and what may not be seen', async (t) => {
    const ask = async (name: string, input: object) => unwrap(await home.as(name, requestLeads, input));
    const account = { accounts: [{ institution: '021000021', number: 'F0' }] };
    const found = await ask('local', account);
    assert.equal(found.answer, 'lead');
    assert.equal(found.leads[0]?.id, second);
    assert.equal(found.leads[0]?.status, 'RECALLED');
    const nothing = { answer: 'nothing', leads: [] };
    // The lead of the current Run was recalled with its first version, so no investigator is told of it.
    assert.deepEqual(await ask('ian', account), nothing);
    assert.deepEqual(await ask('local', { accounts: [{ institution: '021000021', number: 'NONE' }] }), nothing);
    assert.deepEqual(await ask('local', { accounts: [{ institution: '999999999', number: 'F0' }] }), nothing);
    assert.deepEqual(await ask('local', { subjects: [{ name: 'Nobody At All' }] }), nothing);
    t.diagnostic('R8: 1 question about what may not be seen and 3 about what is absent have 1 answer');
  });

  it('is not fished for: a request whose words hold neither letter nor digit names nobody and nothing', async () => {
    for (const asked of [
      { accounts: [{ institution: '-', number: '-' }] },
      { accounts: [{ institution: '-', number: 'F0' }] },
      { accounts: [{ institution: '021000021', number: '.' }] },
      { subjects: [{ name: '--' }] },
      { subjects: [{ identifier: { type: 'ein', value: '--' } }] },
    ])
      assert.equal(code(await home.as('local', requestLeads, asked)), 'BAD_INPUT', JSON.stringify(asked));
  });

  it('was drafted by hand, since no rule flags its network, and the next Run keeps it; asked for again it is there', async () => {
    const { built } = home;
    assert.equal(built.takesEffect, 'with the next `redress analyze`');
    const [lead] = await home.leads();
    assert.equal(built.lead.network, lead?.network);
    const again = unwrap(await home.as('local', leadBuild, { network: lead?.network, reason: 'asked by HSI' }));
    assert.deepEqual(again, { lead: { id: lead?.id, status: lead?.status }, takesEffect: 'now' });
    assert.equal(
      code(await home.as('local', leadBuild, { network: `net_${'0'.repeat(32)}`, reason: 'why' })),
      'NOT_FOUND',
    );
    assert.equal(code(await home.as('ian', leadBuild, { network: lead?.network, reason: 'why' })), 'FORBIDDEN');
  });
});
