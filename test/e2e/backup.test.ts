import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { redress, redressJson, temporaryFolder } from './cli.ts';
import { oneRing } from './one-ring.ts';
import { openEmbeddedHome, restoreDrill } from './restore-drill.ts';
import { worldFiles } from './world.ts';

const FORMATS = join(import.meta.dirname, '..', '..', 'fixtures', 'formats');
const FILES = ['redress-transfers', 'redress-accounts', 'redress-balances'].map((format) =>
  join(FORMATS, format, 'valid.csv'),
);

describe('a home brought back from its backup', () => {
  it('reads the same, makes the same Run, keeps its approved lead, and its log goes on', async () => {
    const folder = temporaryFolder();
    const files = process.env.REDRESS_LONG === '1' ? worldFiles(1, join(folder, 'world')) : oneRing(1, folder);
    await restoreDrill(files, folder, {
      source: openEmbeddedHome,
      target: openEmbeddedHome,
    });
  });
});

describe('the commands backup and restore', () => {
  it('keep private keys out of the backup, and bring them back from a file of their own', async () => {
    const folder = temporaryFolder();
    const at = (name: string) => join(folder, name);
    await redressJson(['--home', at('home'), 'ingest', ...FILES]);
    await redressJson(['--home', at('home'), 'actor', 'add', 'sue', '--role', 'supervisor']);
    const made = await redressJson<{ keys: number; signer: string }>([
      ...['--home', at('home'), 'backup', at('backup'), '--without-blobs', '--with-keys', at('keys.json')],
    ]);
    assert.equal(made.keys, 3);
    const files = readdirSync(at('backup'), { recursive: true, encoding: 'utf8' });
    assert.ok(!files.some((name) => name.includes('blobs') || name.includes('keys')));
    for (const name of ['manifest.json', 'actors.ndjson', 'signature.json'])
      assert.ok(!readFileSync(join(at('backup'), name), 'utf8').includes('PRIVATE KEY'));

    const restored = await redressJson<{ withoutKey: string[]; signerChecked: boolean; originals: string }>([
      ...['--home', at('new'), 'restore', at('backup'), '--keys', at('keys.json'), '--key', made.signer],
    ]);
    assert.deepEqual([restored.withoutKey, restored.signerChecked, restored.originals], [[], true, 'left-out']);
    for (const name of ['sue.pem', 'local.pem', 'package-signing.key'])
      assert.equal(
        readFileSync(join(at('new'), 'keys', name), 'utf8'),
        readFileSync(join(at('home'), 'keys', name), 'utf8'),
      );
    await redressJson(['--home', at('new'), 'audit', 'verify']);
    await redressJson(['--home', at('new'), 'restore', at('backup')]);
    await redress(['--home', at('new'), 'networks']);
    const refused = await redress(['--home', at('new'), 'restore', at('backup')]);
    assert.equal(refused.code, 2, 'a home that has been used was written over');
    assert.match(refused.stderr, /history of its own/);
  });

  it('refuse a folder that holds something, a role without the right, and another signer, and write nothing', async () => {
    const folder = temporaryFolder();
    const at = (name: string) => join(folder, name);
    await redressJson(['--home', at('home'), 'ingest', ...FILES]);
    await redressJson(['--home', at('home'), 'actor', 'add', 'ann', '--role', 'analyst']);
    assert.equal((await redress(['--home', at('home'), '--actor', 'ann', 'backup', at('backup')])).code, 3);
    assert.equal(existsSync(at('backup')), false);
    await redressJson(['--home', at('home'), 'backup', at('backup')]);
    assert.equal((await redress(['--home', at('home'), 'backup', at('backup')])).code, 2);
    writeFileSync(at('a-file'), 'someone else put this here');
    assert.equal((await redress(['--home', at('home'), 'backup', at('a-file')])).code, 2);
    const another = await redress(['--home', at('new'), 'restore', at('backup'), '--key', '0'.repeat(64)]);
    assert.equal(another.code, 1);
    assert.match(another.stderr, /VERIFY_FAILED: signature\.json/);
    writeFileSync(join(at('backup'), 'note.txt'), 'a stranger');
    assert.match((await redress(['--home', at('new'), 'restore', at('backup')])).stderr, /note\.txt/);
    const log = await redressJson<{ events: number }>(['--home', at('new'), 'audit', 'verify']);
    assert.equal(log.events, 0);
  });
});
