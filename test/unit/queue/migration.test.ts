import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, it } from 'node:test';
import { fixedClock, type JobId, unwrap } from '../../../src/core/index.ts';
import { openEmbedded } from '../../../src/store/embedded/index.ts';
import { loadSql } from '../../../src/store/embedded/load-sql.ts';

/** A home as the first version of the program left it, with one job of each kind that outlives a process. */
function firstVersionHome(path: string): void {
  const [first] = loadSql().migrations;
  assert.ok(first !== undefined);
  const file = new DatabaseSync(path);
  file.exec(first.sql);
  file.prepare("INSERT INTO meta (name, value) VALUES ('migration-0001', ?)").run(first.sha256);
  const add = file.prepare(
    `INSERT INTO job (id, queue, operation, data, state, attempts, max_attempts, run_at, lease_until, progress, result, error)
     VALUES (?, 'q', 'op', '{"file":"a"}', ?, ?, 5, 0, ?, 'null', ?, ?)`,
  );
  add.run('held', 'running', 1, 9_000, 'null', 'null');
  add.run('next', 'waiting', 0, null, 'null', 'null');
  add.run('over', 'done', 1, null, '{"rows":3}', 'null');
  add.run('dead', 'failed', 5, null, 'null', '{"code":"LIMIT","message":"too large"}');
  file.close();
}

describe('a home of the first version', () => {
  it('keeps its jobs, and they are carried on', async (t) => {
    const folder = mkdtempSync(join(tmpdir(), 'redress-queue-'));
    t.after(() => rmSync(folder, { recursive: true, force: true }));
    const path = join(folder, 'redress.db');
    firstVersionHome(path);
    const { store, queue } = unwrap(await openEmbedded({ path, homeId: 'home', clock: fixedClock(10_000) }));
    t.after(() => store.close());

    assert.deepEqual(
      (await queue.list(null, null, 9)).map(({ id, state }) => [id, state]),
      [
        ['dead', 'failed'],
        ['over', 'done'],
        ['next', 'waiting'],
        ['held', 'running'],
      ],
    );
    assert.deepEqual((await queue.get('over' as JobId))?.result, { rows: 3 });
    const held = await queue.take('q', 30);
    assert.deepEqual([held?.job.id, held?.job.attempts, held?.job.data], ['held', 2, { file: 'a' }]);
    assert.equal((await queue.take('q', 30))?.job.id, 'next');
    assert.equal(
      (await queue.enqueue({ id: 'dead' as JobId, queue: 'q', operation: 'op', data: null })).state,
      'waiting',
    );
  });
});
