import assert from 'node:assert/strict';
import { linkSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { after, describe, it } from 'node:test';
import { readOrCreate } from '../../../src/app/actors.ts';
import { claimBlobFolder } from '../../../src/app/blob-folder.ts';
import { compose, ingest, readConfig, runOperation } from '../../../src/app/index.ts';
import { unwrap } from '../../../src/core/index.ts';

const folder = mkdtempSync(join(tmpdir(), 'redress-home-'));
after(() => rmSync(folder, { recursive: true, force: true }));

async function idsOf(home: string): Promise<{ readonly home: string; readonly store: string }> {
  const app = unwrap(await compose(unwrap(readConfig({}, home))));
  try {
    return { home: app.home.id, store: (await app.store.describe()).homeId };
  } finally {
    await app.close();
  }
}

describe('a home', () => {
  it('has one id, which its store tells too, for good', async () => {
    const home = join(folder, 'one-id');
    const first = await idsOf(home);
    assert.match(first.home, /^[0-9a-f]{32}$/);
    assert.equal(first.store, first.home);
    assert.deepEqual(await idsOf(home), first);
  });

  it('whose database drew an id of its own, as earlier versions did, opens under the one in its folder', async () => {
    const home = join(folder, 'two-ids');
    const { home: id } = await idsOf(home);
    const file = new DatabaseSync(join(home, 'redress.db'));
    file.exec("INSERT OR REPLACE INTO meta (name, value) VALUES ('home-id', '00000000000000000000000000000000')");
    file.close();
    assert.deepEqual(await idsOf(home), { home: id, store: id });
  });

  it('makes its first actor also where another start was cut off while it wrote the file', async () => {
    const home = join(folder, 'cut-off');
    mkdirSync(join(home, 'actors'), { recursive: true });
    writeFileSync(join(home, 'actors', 'local.json.7.new'), '{');
    const app = unwrap(await compose(unwrap(readConfig({}, home))));
    const found = app.home.actor('local');
    await app.close();
    assert.equal(found.ok, true);
  });
});

describe('a blob folder', () => {
  const ACCOUNTS = join(import.meta.dirname, '..', '..', '..', 'fixtures', 'formats', 'redress-accounts', 'valid.csv');

  /** How a home that has taken a file in judges a blob folder when a service is set: OK, or the words of the refusal. */
  async function judged(name: string, mark: string | null, files: readonly string[]): Promise<string> {
    const at = (part: string) => join(folder, name, part);
    const config = unwrap(readConfig({ REDRESS_BLOBS: at('blobs') }, at('home')));
    const app = unwrap(await compose(config));
    try {
      const { actor, signer } = unwrap(app.home.actor('local'));
      const caller = {
        viewer: { actor, case: unwrap(app.home.case('local')), purpose: 'test', view: 'full' as const },
        signer,
      };
      if (files.length > 0) unwrap(await runOperation(app, caller, ingest, { paths: files }));
      mkdirSync(at('other'));
      if (mark !== null) writeFileSync(join(at('other'), 'home-id'), mark);
      const home = { ...app.home, blobs: at('other') };
      const shared = { ...config, redisUrl: 'redis://127.0.0.1:1' };
      const claimed = await claimBlobFolder(shared, mark === 'own' ? app.home : home, app.store.read);
      assert.ok(claimed.ok || claimed.error.code === 'HOME_UNUSABLE');
      return claimed.ok ? 'OK' : claimed.error.message;
    } finally {
      await app.close();
    }
  }

  it('is known again by the home that was made with it', async () => {
    assert.equal(await judged('known', 'own', [ACCOUNTS]), 'OK');
  });

  it('without a mark is refused by a home that holds Sources, and taken by one that holds none', async () => {
    assert.match(await judged('unmarked', null, [ACCOUNTS]), /no mark of this home \(home-id\).* set REDRESS_BLOBS/);
    assert.equal(await judged('empty', null, []), 'OK');
  });

  it('of another home is refused', async () => {
    assert.match(await judged('foreign', 'another', []), /is that of another home; set REDRESS_BLOBS/);
  });
});

describe('a file that several processes may make at once', () => {
  it('is that of whoever was first, also when two containers give their processes the same number', () => {
    const path = join(folder, 'secret');
    const kept = readOrCreate(path, () => {
      // Another container has just linked its file and not yet removed the name it wrote under.
      const other = `${path}.${process.pid}.new`;
      writeFileSync(other, 'theirs');
      linkSync(other, path);
      return 'ours';
    });
    assert.deepEqual([kept, readFileSync(path, 'utf8')], ['theirs', 'theirs']);
  });
});
