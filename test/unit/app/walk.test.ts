import assert from 'node:assert/strict';
import fs, { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { walk } from '../../../src/app/ingest/walk.ts';

function folderWith(t: TestContext, files: readonly string[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'redress-walk-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  for (const file of files) {
    mkdirSync(join(folder, file, '..'), { recursive: true });
    writeFileSync(join(folder, file), file);
  }
  return folder;
}

describe('the walk over what is to be taken in', () => {
  it('goes through folders in name order by code unit', async (t) => {
    const folder = folderWith(t, ['b.csv', 'a/2.csv', 'a/10.csv', 'B.csv']);
    const found = (await walk([folder])).map(({ path }) => relative(folder, path));
    assert.deepEqual(found, ['B.csv', join('a', '10.csv'), join('a', '2.csv'), 'b.csv']);
  });

  it('names a file once, though it is given twice or also lies in a folder that is given', async (t) => {
    const folder = folderWith(t, ['a.csv', 'b.csv']);
    const found = await walk([join(folder, 'b.csv'), `${folder}/./b.csv`, folder]);
    assert.deepEqual(
      found.map(({ path }) => relative(folder, path)),
      ['b.csv', 'a.csv'],
    );
  });

  it('passes over a symbolic link in a folder and says so, and hands on one that is given itself', async (t) => {
    const folder = folderWith(t, ['a.csv']);
    const link = join(folder, 'link.csv');
    symlinkSync(join(folder, 'a.csv'), link);
    assert.deepEqual((await walk([folder])).at(-1), { path: link, skipped: 'a symbolic link' });
    assert.deepEqual(await walk([link]), [{ path: link, skipped: null }]);
  });

  it('finds nothing in an empty folder, and hands on a path that does not exist to the reader', async (t) => {
    const folder = folderWith(t, []);
    assert.deepEqual(await walk([folder]), []);
    const absent = join(folder, 'absent.csv');
    assert.deepEqual(await walk([absent]), [{ path: absent, skipped: null }]);
  });

  it('hands on a folder that cannot be read, so that it is rejected and not missing in silence', async (t) => {
    const folder = folderWith(t, ['shut/a.csv', 'open/b.csv']);
    const shut = join(folder, 'shut');
    const readdir = fs.promises.readdir;
    t.mock.method(fs.promises, 'readdir', (path: string, options: object) =>
      path === shut ? Promise.reject(new Error('EACCES')) : readdir(path, options as { withFileTypes: true }),
    );
    syncBuiltinESMExports();
    t.after(() => {
      t.mock.restoreAll();
      syncBuiltinESMExports();
    });
    const found = (await walk([folder])).map(({ path }) => relative(folder, path));
    assert.deepEqual(found, [join('open', 'b.csv'), 'shut']);
  });
});
