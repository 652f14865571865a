import assert from 'node:assert/strict';
import { existsSync, writeFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import type { Role } from '../../../src/access/index.ts';
import {
  runOperation,
  vaultAdd,
  vaultAppoint,
  vaultDismiss,
  vaultShow,
  vaultWithdraw,
} from '../../../src/app/index.ts';
import { OPERATIONS } from '../../../src/app/operations.ts';
import { sequenceAll } from '../../../src/audit/index.ts';
import { type DateText, microsOfDate, unwrap } from '../../../src/core/index.ts';
import { added, codeOf, type VaultHome, vaultHome, victim } from './vault-home.ts';

const REASON = 'a letter from the court';

/** A clock that a test moves by hours, from the beginning of 2025. */
function movingClock() {
  const start = microsOfDate('2025-01-01' as DateText);
  let hours = 1;
  const to = (hour: number): void => {
    hours = hour;
  };
  return { nowMicros: () => start + hours * 3_600_000_000, to };
}

/** What the log says of a pseudonym, oldest first. */
async function logOf({ app }: VaultHome, pseudonym: string) {
  await sequenceAll(app.store);
  const { events } = await app.store.stored.auditRange(0, 1_000);
  return events
    .map(({ event }) => event)
    .filter(({ object }) => object === pseudonym)
    .map(({ actor, decision, details }) => [actor, decision, details]);
}

describe('adding to the vault', () => {
  it('answers pseudonyms by line and nothing else, the same again for the same people', async () => {
    const home = await vaultHome();
    const vera = home.as('vera', 'victim-specialist');
    const path = home.file('v.ndjson', victim('Ann Doe'), '', victim('Bob Ray'), victim('ANN  DOE'));
    const first = unwrap(await vera.ask(vaultAdd, { path }));
    assert.deepEqual(
      first.entries.map(({ line }) => line),
      [1, 3, 4],
    );
    const [ann, bob, again] = first.entries.map(({ pseudonym }) => pseudonym);
    assert.equal(ann, again);
    assert.notEqual(ann, bob);
    assert.deepEqual(Object.keys(first.entries[0] ?? {}), ['line', 'pseudonym']);
    assert.deepEqual(unwrap(await vera.ask(vaultAdd, { path })), first);
    const other = unwrap(await vera.ask(vaultAdd, { path }, 'c2'));
    assert.equal(other.case, 'c2');
    assert.ok(other.entries.every(({ pseudonym }) => pseudonym !== ann && pseudonym !== bob));
  });

  it('takes all lines or none, and never repeats what a line says', async () => {
    const home = await vaultHome();
    const vera = home.as('vera', 'victim-specialist');
    const good = victim('Ann Doe');
    for (const [line, field] of [
      ['{"name":"Canary', 'the line'],
      ['["Canary"]', 'the line'],
      [{ ...good, Canary: 1 }, 'the line'],
      [{ ...good, name: '' }, 'name'],
      [{ ...good, dob: 'Canary' }, 'dob'],
      [{ ...good, dob: '1990-02-30' }, 'dob'],
      [{ name: 'Canary' }, 'consent'],
      [{ ...good, consent: { scope: 'restitution', at: 'Canary' } }, 'consent'],
      [{ ...good, consent: { scope: 'restitution', at: '2199-01-01' } }, 'consent'],
      [{ ...good, consent: { scope: 'restitution', at: '2199-01-01T00:00:00Z' } }, 'consent'],
    ] as const) {
      const answer = await vera.ask(vaultAdd, { path: home.file('bad.ndjson', victim('Zed Early'), line) });
      assert.equal(codeOf(answer), 'BAD_INPUT');
      const message = answer.ok ? '' : answer.error.message;
      assert.ok(message.includes(`line 2: ${field}`), message);
      assert.ok(!JSON.stringify(answer).includes('Canary'), message);
    }
    const { folder } = home.app.home;
    assert.equal(existsSync(`${folder}/vault`), false);
    for (const [content, code] of [
      [Buffer.from([0x7b, 0xff]), 'WRONG_ENCODING'],
      [Buffer.from('\n\n'), 'BAD_INPUT'],
    ] as const) {
      const path = home.file('odd.ndjson');
      writeFileSync(path, content);
      assert.equal(codeOf(await vera.ask(vaultAdd, { path })), code);
    }
    assert.equal(codeOf(await vera.ask(vaultAdd, { path: home.folder })), 'FILE_NOT_REGULAR');
  });
});

describe('seeing an identity', () => {
  it('is for a victim specialist of the same case, with a reason that is in the log first', async () => {
    const home = await vaultHome();
    const [ann = ''] = await added(home, 'Ann Doe');
    const vera = home.as('vera', 'victim-specialist');
    const shown = unwrap(await vera.ask(vaultShow, { pseudonym: ann, reason: REASON }));
    assert.deepEqual(shown, {
      pseudonym: ann,
      case: 'c1',
      name: 'Ann Doe',
      dob: '1990-06-30',
      contact: null,
      consent: { scope: 'restitution', at: '2024-05-02' },
      askedWith: [],
    });
    assert.deepEqual(await logOf(home, ann), [['vera', 'allowed', { act: 'show', reason: REASON, with: [] }]]);
    const elsewhere = await vera.ask(vaultShow, { pseudonym: ann, reason: REASON }, 'c2');
    const nobody = await vera.ask(vaultShow, { pseudonym: 'V-0000000z', reason: REASON }, 'c2');
    assert.deepEqual([codeOf(elsewhere), codeOf(nobody)], ['NOT_FOUND', 'NOT_FOUND']);
    assert.equal(
      elsewhere.ok ? '' : elsewhere.error.message.replace(ann, 'V'),
      nobody.ok ? '' : nobody.error.message.replace('V-0000000z', 'V'),
    );
  });

  it('is for no other role, and each refusal is in the log without a word of it', async () => {
    const home = await vaultHome();
    const [ann = ''] = await added(home, 'Ann Doe');
    for (const role of ['analyst', 'investigator', 'auditor', 'admin', 'prosecutor'] as const satisfies readonly Role[])
      assert.equal(
        codeOf(await home.as(role, role).ask(vaultShow, { pseudonym: ann, reason: REASON })),
        'FORBIDDEN',
        role,
      );
    const local = home.as('local', 'local-operator');
    assert.equal(codeOf(await local.ask(vaultShow, { pseudonym: ann, reason: REASON })), 'FORBIDDEN');
    assert.equal(codeOf(await local.ask(vaultWithdraw, { pseudonym: ann, reason: REASON })), 'FORBIDDEN');
    assert.equal(codeOf(await local.ask(vaultAppoint, { prosecutor: 'local', reason: REASON })), 'FORBIDDEN');
    const log = await logOf(home, ann);
    assert.equal(log.length, 7);
    assert.ok(
      log.every(([, decision, details]) => decision === 'denied' && JSON.stringify(details) === '{"code":"FORBIDDEN"}'),
    );
  });

  it('is for the prosecutor whom a victim specialist has named for the case, and for that case only', async () => {
    const home = await vaultHome();
    const [ann = ''] = await added(home, 'Ann Doe');
    const vera = home.as('vera', 'victim-specialist');
    const [pat, quinn] = [home.as('pat', 'prosecutor'), home.as('quinn', 'prosecutor')];
    home.as('ana', 'analyst');
    for (const prosecutor of ['nobody', 'ana'])
      assert.equal(codeOf(await vera.ask(vaultAppoint, { prosecutor, reason: 'named AUSA' })), 'NOT_FOUND');
    unwrap(await vera.ask(vaultAppoint, { prosecutor: 'pat', reason: 'named AUSA' }));
    assert.equal(unwrap(await pat.ask(vaultShow, { pseudonym: ann, reason: REASON })).name, 'Ann Doe');
    assert.equal(codeOf(await quinn.ask(vaultShow, { pseudonym: ann, reason: REASON })), 'FORBIDDEN');
    assert.equal(codeOf(await pat.ask(vaultShow, { pseudonym: ann, reason: REASON }, 'c2')), 'FORBIDDEN');
  });

  it('takes two supervisors with two keys within a day when the glass is broken', async () => {
    const clock = movingClock();
    const home = await vaultHome(clock);
    const [ann = ''] = await added(home, 'Ann Doe');
    const [sue, sam] = [home.as('sue', 'supervisor'), home.as('sam', 'supervisor')];
    const asked = { pseudonym: ann, reason: REASON };
    assert.equal(codeOf(await sue.ask(vaultShow, asked)), 'SAME_PERSON');
    assert.equal(codeOf(await sue.ask(vaultShow, asked)), 'SAME_PERSON');
    clock.to(25.1);
    assert.equal(codeOf(await sam.ask(vaultShow, asked)), 'SAME_PERSON', 'what sue asked is more than a day old');
    clock.to(30);
    assert.deepEqual(unwrap(await sue.ask(vaultShow, asked)).askedWith, [{ actor: 'sam', reason: REASON }]);
    const events = await logOf(home, ann);
    assert.deepEqual(events.at(-1), ['sue', 'allowed', { act: 'show', reason: REASON, with: ['sam'] }]);
  });

  it('is not had with the help of a supervisor who asked in another case', async () => {
    const home = await vaultHome();
    const [ann = ''] = await added(home, 'Ann Doe');
    const asked = { pseudonym: ann, reason: REASON };
    assert.equal(codeOf(await home.as('sue', 'supervisor').ask(vaultShow, asked, 'c2')), 'SAME_PERSON');
    assert.equal(codeOf(await home.as('sam', 'supervisor').ask(vaultShow, asked)), 'SAME_PERSON');
  });

  it('is not had by one supervisor under two names with one key', async () => {
    const home = await vaultHome();
    const [ann = ''] = await added(home, 'Ann Doe');
    const [sue, sam] = [home.as('sue', 'supervisor'), home.as('sam', 'supervisor')];
    const asked = { pseudonym: ann, reason: REASON };
    assert.equal(codeOf(await sue.ask(vaultShow, asked)), 'SAME_PERSON');
    const disguised = { ...sam.caller(), signer: sue.caller().signer };
    assert.equal(codeOf(await runOperation(home.app, disguised, vaultShow, asked)), 'SAME_PERSON');
  });

  it('ends with the dismissal of an entry that was added by mistake: told to the log, and nothing of it deleted', async () => {
    const clock = movingClock();
    const home = await vaultHome(clock);
    const [ann = ''] = await added(home, 'Ann Doe');
    const vera = home.as('vera', 'victim-specialist');
    const asked = { pseudonym: ann, reason: REASON };
    const mistake = { pseudonym: ann, reason: 'the witness of another matter' };
    assert.equal(codeOf(await home.as('pat', 'prosecutor').ask(vaultDismiss, mistake)), 'FORBIDDEN');
    assert.equal(codeOf(await vera.ask(vaultDismiss, { ...mistake, reason: 'ann doe is no victim' })), 'BAD_INPUT');
    assert.equal(codeOf(await vera.ask(vaultDismiss, mistake, 'c2')), 'NOT_FOUND');
    unwrap(await vera.ask(vaultDismiss, mistake));
    const refused = await vera.ask(vaultShow, asked);
    assert.equal(codeOf(refused), 'FORBIDDEN');
    assert.match(
      refused.ok ? '' : refused.error.message,
      /^V-[0-9a-z]{8} was dismissed at 2025-01-01T01:00:00Z as added/,
    );
    assert.deepEqual(await added(home, 'Ann Doe'), [ann], 'the pseudonym stays that of the same person');
    assert.equal(codeOf(await vera.ask(vaultShow, asked)), 'FORBIDDEN', 'the same lines, added again, open nothing');
    assert.deepEqual(
      (await logOf(home, ann)).filter(([, , details]) => JSON.stringify(details).includes('dismiss')),
      [
        ['vera', 'allowed', { act: 'dismiss', refused: 'BAD_INPUT' }],
        ['vera', 'allowed', { act: 'dismiss', refused: 'NOT_FOUND' }],
        ['vera', 'allowed', { act: 'dismiss', reason: 'the witness of another matter' }],
      ],
    );
    clock.to(72);
    const anew = victim('Ann Doe', { consent: { scope: 'restitution', at: '2025-01-03' } });
    unwrap(await vera.ask(vaultAdd, { path: home.file('anew.ndjson', anew) }));
    assert.equal(unwrap(await vera.ask(vaultShow, asked)).name, 'Ann Doe');
  });

  it('ends with the withdrawal of consent, for everyone', async () => {
    const clock = movingClock();
    const home = await vaultHome(clock);
    const [ann = ''] = await added(home, 'Ann Doe');
    const vera = home.as('vera', 'victim-specialist');
    const asked = { pseudonym: ann, reason: REASON };
    unwrap(await vera.ask(vaultWithdraw, { pseudonym: ann, reason: 'asked for it' }));
    const refused = await vera.ask(vaultShow, asked);
    assert.equal(codeOf(refused), 'FORBIDDEN');
    assert.ok(!JSON.stringify(refused).includes('Doe'));
    assert.equal(codeOf(await vera.ask(vaultWithdraw, { pseudonym: ann, reason: 'asked for it' }, 'c2')), 'NOT_FOUND');
    await added(home, 'Ann Doe');
    assert.equal(
      codeOf(await vera.ask(vaultShow, asked)),
      'FORBIDDEN',
      'the same lines, added again, consent to nothing',
    );
    clock.to(72);
    const anew = victim('Ann Doe', { consent: { scope: 'civil', at: '2025-01-03' } });
    unwrap(await vera.ask(vaultAdd, { path: home.file('anew.ndjson', anew) }));
    assert.equal(unwrap(await vera.ask(vaultShow, asked)).consent.scope, 'civil');
  });

  it('asks for a reason that does not say who it is', async () => {
    const home = await vaultHome();
    const [ann = ''] = await added(home, 'Ann Doe');
    const vera = home.as('vera', 'victim-specialist');
    for (const reason of ['', 'x', 'to write to Ann', 'call 617-555-0142', 'a@example.org', 'x'.repeat(1001)])
      assert.equal(codeOf(await vera.ask(vaultShow, { pseudonym: ann, reason })), 'BAD_INPUT', reason);
    assert.equal(codeOf(await vera.ask(vaultShow, { pseudonym: 'Ann Doe', reason: REASON })), 'BAD_INPUT');
    assert.equal(codeOf(await vera.ask(vaultWithdraw, { pseudonym: ann, reason: 'Ann asked' })), 'BAD_INPUT');
    const told = [
      ['vera', 'allowed', { act: 'show', refused: 'BAD_INPUT' }],
      ['vera', 'allowed', { act: 'withdraw', refused: 'BAD_INPUT' }],
    ];
    assert.deepEqual(await logOf(home, ann), told, 'a guess at who it is leaves a trace, and no word of the guess');
  });

  it('leaves a trace of who tries pseudonyms of another case', async () => {
    const home = await vaultHome();
    const [ann = ''] = await added(home, 'Ann Doe');
    const vera = home.as('vera', 'victim-specialist');
    for (const op of [vaultShow, vaultWithdraw] as const)
      assert.equal(
        codeOf(await vera.ask(op as typeof vaultShow, { pseudonym: ann, reason: REASON }, 'c2')),
        'NOT_FOUND',
      );
    assert.deepEqual(await logOf(home, ann), [
      ['vera', 'allowed', { act: 'show', refused: 'NOT_FOUND' }],
      ['vera', 'allowed', { act: 'withdraw', refused: 'NOT_FOUND' }],
    ]);
  });

  it('is carried by no job, since a job keeps its answer', () => {
    assert.equal(
      OPERATIONS.some(({ name }) => name === vaultShow.name),
      false,
    );
  });
});
