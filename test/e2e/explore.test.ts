import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, it } from 'node:test';
import { redress, redressJson, temporaryFolder } from './cli.ts';

const HEADER =
  'transfer_id,posted_at,from_institution,from_account,from_name,to_institution,to_account,to_name,amount,currency,method,place,conductor,memo\n';

type Explored = { readonly explored: number; readonly truncated: boolean; readonly hubs: unknown[] };
type Found = Explored & { readonly results: { readonly id: string; readonly type: string; readonly label: string }[] };
type Paths = Explored & { readonly results: { readonly length: number }[] };

describe('search, expand and path on the command line', () => {
  const folder = temporaryFolder();
  const home = join(folder, 'home');
  const ask = <T>(...args: string[]) => redressJson<T>(['--home', home, ...args]);

  before(async () => {
    const file = join(folder, 'rows.csv');
    writeFileSync(
      file,
      `${HEADER}t1,2024-01-02,021000021,11,Ada Alder,021000021,12,Bea Birch,10.00,USD,wire,,,\n` +
        't2,2024-01-03,021000021,12,Bea Birch,021000021,13,Cy Cedar,9.00,USD,wire,,,\n',
    );
    await ask('ingest', file);
    await ask('analyze');
  });

  it('lead from a name to what lies around it and on to someone else', async () => {
    const [ada] = (await ask<Found>('search', 'ada alder')).results;
    const [cy] = (await ask<Found>('search', 'Cy Cedar')).results;
    assert.deepEqual([ada?.type, ada?.label, cy?.label], ['entity', 'Ada Alder', 'Cy Cedar']);
    const around = await ask<Found>('expand', ada?.id ?? '', '--depth', '3');
    assert.deepEqual(around.results.map(({ type, label }) => `${type} ${label.split(' ').at(-1)}`).sort(), [
      'account 11',
      'account 12',
      'account 13',
      'entity Alder',
      'entity Birch',
    ]);
    const money = await ask<Paths>('path', ada?.id ?? '', cy?.id ?? '', '--money');
    assert.deepEqual(
      money.results.map(({ length }) => length),
      [4],
    );
    const back = await ask<Paths>('path', cy?.id ?? '', ada?.id ?? '', '--money');
    assert.deepEqual(back.results, []);
  });

  it('say in words that nothing was found, and how far they looked', async () => {
    const nobody = await redress(['--home', home, 'search', 'Zebulon Quist']);
    assert.deepEqual([nobody.code, nobody.stdout], [0, 'Nothing in the current Run answers this text.\n']);
    assert.match(nobody.stderr, /Looked at 0\./);
    const [ada] = (await ask<Found>('search', 'ada alder')).results;
    const cut = await redress(['--home', home, 'expand', ada?.id ?? '', '--limit', '2']);
    assert.match(cut.stderr, /There is more than is shown here\./);
  });

  it('refuse what is no id and a depth past the largest, with exit 2', async () => {
    for (const args of [
      ['expand', 'ada'],
      ['path', `ent_${'0'.repeat(32)}`, `ent_${'1'.repeat(32)}`, '--depth', '11'],
    ])
      assert.equal((await redress(['--home', home, ...args])).code, 2, args.join(' '));
  });
});
