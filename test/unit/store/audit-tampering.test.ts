import assert from 'node:assert/strict';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, it, type TestContext } from 'node:test';
import { auditEvent, chainEvents, verifyAudit } from '../../../src/audit/index.ts';
import { RedressError, unwrap } from '../../../src/core/index.ts';
import { openAt, temporaryFolder } from './home.ts';

const VIEWER = { actor: { name: 'local', role: 'auditor' }, case: { id: 'local' }, purpose: 'local use' };

/** A home with four sequenced events, written over with the database library's own tool: the guards taken off first. */
async function tampered(t: TestContext, sql: string): Promise<string> {
  const path = join(temporaryFolder(t), 'home.db');
  const { store } = unwrap(await openAt(path));
  for (let n = 0; n < 4; n++) {
    const act = { operation: 'doctor', key: 'k', object: `o${n}`, decision: 'allowed', details: null } as const;
    await store.note(auditEvent({ viewer: VIEWER, ...act, atMicros: n }));
  }
  await store.sequence(chainEvents);
  await store.close();
  const database = new DatabaseSync(path);
  assert.throws(() => database.exec(sql), /an audit event is never/);
  database.exec(`DROP TRIGGER audit_event_keeps; DROP TRIGGER audit_event_stays; ${sql}`);
  database.close();
  const opened = unwrap(await openAt(path)).store;
  try {
    return (await verifyAudit(opened.read)).firstBreak ?? 'intact';
  } catch (error) {
    assert.ok(error instanceof RedressError);
    return `${error.failure.code}: ${error.failure.message}`;
  } finally {
    await opened.close();
  }
}

describe('an audit log that was changed in the database file', () => {
  it('names the event that says something else', async (t) => {
    const found = await tampered(t, `UPDATE audit_event SET json = replace(json, 'o2', 'o9') WHERE seq = 2`);
    assert.equal(found, 'event 2 was changed after it was written');
  });

  it('names the event that is gone', async (t) => {
    const found = await tampered(t, 'DELETE FROM audit_event WHERE seq = 2');
    assert.equal(found, 'event 2 is missing; 3 stands in its place');
  });

  it('names the event that cannot be read any more, and is not taken for a bug', async (t) => {
    for (const json of ['{bad', '{}']) {
      const found = await tampered(t, `UPDATE audit_event SET json = '${json}' WHERE seq = 2`);
      assert.match(found, /^AUDIT_BROKEN: event 2 was changed and cannot be read/);
    }
  });
});
