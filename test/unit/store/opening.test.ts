import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { unwrap } from '../../../src/core/index.ts';
import { openAt, temporaryFolder } from './home.ts';

const HOLDER = fileURLToPath(new URL('./home-holder.ts', import.meta.url));

/** A process of its own that holds a home until it is killed. */
async function holdHome(path: string): Promise<{ readonly pid: number; readonly kill: () => Promise<void> }> {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', HOLDER, path], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await new Promise((resolve) => child.stdout.once('data', resolve));
  return {
    pid: child.pid ?? 0,
    kill: async () => {
      const gone = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGKILL');
      await gone;
    },
  };
}

async function openingError(path: string): Promise<{ readonly code: string; readonly message: string }> {
  const opened = await openAt(path);
  if (!opened.ok) return opened.error;
  await opened.value.store.close();
  return { code: 'OPENED', message: '' };
}

describe('opening a home', () => {
  it('tells the home that it holds, its engine and schema, each time alike', async (t) => {
    const path = join(temporaryFolder(t), 'home.db');
    const first = unwrap(await openAt(path)).store;
    const told = await first.describe();
    await first.close();
    assert.equal(told.homeId, 'home');
    assert.match(told.engine, /^SQLite 3\.\d+\.\d+$/);
    assert.deepEqual([told.adapter, told.schemaVersion], ['embedded', 2]);
    const second = unwrap(await openAt(path)).store;
    assert.deepEqual(await second.describe(), told);
    await second.close();
  });

  it('refuses a second process and names the one that holds the home', async (t) => {
    const path = join(temporaryFolder(t), 'home.db');
    const holder = await holdHome(path);
    try {
      const { code, message } = await openingError(path);
      assert.equal(code, 'HOME_LOCKED');
      assert.ok(message.includes(`held by process ${holder.pid}`), message);
    } finally {
      await holder.kill();
    }
  });

  it('takes over at once from a process that was killed', async (t) => {
    const path = join(temporaryFolder(t), 'home.db');
    await (await holdHome(path)).kill();
    assert.equal((await openingError(path)).code, 'OPENED');
  });

  it('refuses a second opening in the same process, and lets go when it is closed', async (t) => {
    const path = join(temporaryFolder(t), 'home.db');
    const { store } = unwrap(await openAt(path));
    assert.equal((await openingError(path)).code, 'HOME_LOCKED');
    await store.close();
    assert.equal(existsSync(`${path}.pid`), false);
    assert.equal((await openingError(path)).code, 'OPENED');
  });

  it('leaves a home of a newer program as it is', async (t) => {
    const path = join(temporaryFolder(t), 'home.db');
    await unwrap(await openAt(path)).store.close();
    const file = new DatabaseSync(path);
    file.exec('PRAGMA user_version = 99');
    file.close();
    const { code, message } = await openingError(path);
    assert.equal(code, 'HOME_NEWER');
    assert.ok(message.includes('schema 99 and this program knows 2'), message);
  });

  it('notices that a migration was changed after it was applied', async (t) => {
    const path = join(temporaryFolder(t), 'home.db');
    await unwrap(await openAt(path)).store.close();
    const file = new DatabaseSync(path);
    file.exec("UPDATE meta SET value = 'another' WHERE name = 'migration-0001'");
    file.close();
    const { code, message } = await openingError(path);
    assert.equal(code, 'HOME_UNUSABLE');
    assert.match(message, /another text of migration 0001-home/);
  });

  it('refuses what is no database, and a folder', async (t) => {
    const folder = temporaryFolder(t);
    writeFileSync(join(folder, 'notes.db'), 'not a database, but long enough to have a header '.repeat(40));
    mkdirSync(join(folder, 'folder.db'));
    assert.equal((await openingError(join(folder, 'notes.db'))).code, 'HOME_UNUSABLE');
    assert.equal((await openingError(join(folder, 'folder.db'))).code, 'HOME_UNUSABLE');
    assert.equal((await openingError(join(folder, 'absent', 'home.db'))).code, 'HOME_UNUSABLE');
  });
});
