import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { redressJson, temporaryFolder } from './cli.ts';
import { partOfWorld } from './one-ring.ts';

type Run = {
  readonly outputDigest: string;
  readonly inputDigest: string;
  readonly run: string;
  readonly counts: { readonly finding: number; readonly network: number; readonly lead: number };
};

/** Takes the files in by three commands, so that their order is the one given, and makes a Run. */
async function digests(home: string, files: readonly string[], env: Record<string, string>): Promise<Run> {
  const third = Math.ceil(files.length / 3);
  for (let at = 0; at < files.length; at += third)
    await redressJson(['--home', home, 'ingest', ...files.slice(at, at + third)], [0], env);
  return redressJson<Run>(['--home', home, 'analyze'], [0], env);
}

describe('the same world', () => {
  it('gives the same Run in another order of ingest, another home, another time zone and another locale', async () => {
    const folder = temporaryFolder();
    const files = partOfWorld(3, join(folder, 'world'));
    const first = await digests(join(folder, 'home-1'), files, { TZ: 'UTC', LANG: 'C.UTF-8' });
    const second = await digests(join(folder, 'home-2'), files.toReversed(), {
      TZ: 'Pacific/Auckland',
      LANG: 'tr_TR.UTF-8',
      LC_ALL: 'tr_TR.UTF-8',
    });
    const { finding, network, lead } = first.counts;
    assert.ok(finding > 0 && network > 0 && lead > 0, 'the Run found nothing that could differ');
    assert.equal(second.inputDigest, first.inputDigest);
    assert.equal(second.outputDigest, first.outputDigest);
    assert.equal(second.run, first.run);
  });
});
