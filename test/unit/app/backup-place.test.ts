import assert from 'node:assert/strict';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, it } from 'node:test';
import { backup, runOperation } from '../../../src/app/index.ts';
import { callerOf, openEmbeddedHome } from '../../e2e/restore-drill.ts';

const folder = mkdtempSync(join(tmpdir(), 'redress-backup-place-'));
after(() => rmSync(folder, { recursive: true, force: true }));

it('a backup deletes nothing that lies where it is written: what an earlier one left is for its owner to remove', async () => {
  const app = await openEmbeddedHome(join(folder, 'home'));
  after(() => app.close());
  const made = async () => {
    const answer = await runOperation(app, callerOf(app, 'local'), backup, { path: join(folder, 'copy') });
    return answer.ok ? 'made' : answer.error.code;
  };
  const left = join(folder, 'copy.unfinished');
  mkdirSync(left);
  writeFileSync(join(left, 'notes.txt'), 'mine');
  assert.equal(await made(), 'CONFLICT');
  assert.equal(readFileSync(join(left, 'notes.txt'), 'utf8'), 'mine');
  assert.equal(existsSync(join(folder, 'copy')), false);
  rmSync(left, { recursive: true });
  assert.equal(await made(), 'made');
  assert.equal(existsSync(left), false);
});
