import assert from 'node:assert/strict';
import { copyFileSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { redress, redressJson, temporaryFolder } from './cli.ts';
import { oneRing } from './one-ring.ts';
import { worldFiles } from './world.ts';

type Account = { readonly id: string; readonly networks: readonly string[] };

function contents(folder: string): Map<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return new Map(
    files
      .map((entry) => join(entry.parentPath, entry.name))
      .sort()
      .map((path) => [path.slice(folder.length), readFileSync(path).toString('base64')]),
  );
}

async function accountsInNetworks(home: string): Promise<Account[]> {
  const run = await redress(['--home', home, 'accounts', '--ndjson']);
  return run.stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Account)
    .filter((account) => account.networks.length > 0);
}

/** The long run takes the whole world; the ordinary one a ring of it, with every filing and register of its world. */
function filesOf(folder: string): string[] {
  if (process.env.REDRESS_LONG === '1') return worldFiles(2, join(folder, 'world'));
  return oneRing(2, folder, ['assets.csv', 'bods.json', 'ctr.xml', 'sar.xml']);
}

type Counts = { readonly records: number; readonly network: number };

async function analysed(home: string): Promise<Counts> {
  return (await redressJson<{ readonly counts: Counts }>(['--home', home, 'analyze'])).counts;
}

describe('an evidence summary', () => {
  it('is byte-equal in a home with and in a home without the SAR and CTR files', async () => {
    const folder = temporaryFolder();
    const files = filesOf(folder);
    const admissible = files.filter((file) => !/sar|ctr/.test(file.slice(folder.length)));
    assert.ok(admissible.length < files.length, 'the world holds no SAR or CTR file');
    const [withBsa, without] = [join(folder, 'with'), join(folder, 'without')];
    await redressJson(['--home', withBsa, 'ingest', ...files]);
    mkdirSync(join(without, 'keys'), { recursive: true });
    copyFileSync(join(withBsa, 'keys', 'package-signing.key'), join(without, 'keys', 'package-signing.key'));
    await redressJson(['--home', without, 'ingest', ...admissible]);
    const [all, fewer] = [await analysed(withBsa), await analysed(without)];
    assert.ok(all.records > fewer.records && all.network > 0, 'the filings added nothing that could show');
    const scope = (await accountsInNetworks(without))[0];
    assert.ok(scope !== undefined);
    for (const [home, out] of [
      [withBsa, 'a'],
      [without, 'b'],
    ] as const) {
      const run = await redress([
        '--home',
        home,
        'export',
        scope.id,
        '--kind',
        'evidence',
        '--format',
        'bag',
        '--to',
        'A. Attorney, USAO',
        '--at',
        '2025-01-15T00:00:00Z',
        '--out',
        join(folder, out),
      ]);
      assert.equal(run.code, 0, run.stderr);
    }
    const [a, b] = [contents(join(folder, 'a')), contents(join(folder, 'b'))];
    assert.deepEqual([...b.keys()], [...a.keys()]);
    for (const [name, bytes] of a) assert.equal(b.get(name), bytes, `${name} differs`);
  });
});
