import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { createRng } from '../../src/core/index.ts';
import { redress, redressJson, temporaryFolder } from './cli.ts';
import { worldFiles } from './world.ts';

type Ingest = {
  readonly totals: { readonly recordsStored: number; readonly quarantined: number };
  readonly sources: readonly { readonly sha256: string; readonly recordsStored: number }[];
};
type Run = { readonly outputDigest: string; readonly counts: Record<string, number> };
type Audit = { readonly intact: boolean };

const KILLS = 20;

describe('an ingest that is killed', () => {
  it(`ends, run again after each of ${KILLS} SIGKILLs at random moments, with the same digest, nothing lost or doubled, and an intact log`, async () => {
    const folder = temporaryFolder();
    const files = worldFiles(5, join(folder, 'world'));
    const whole = join(folder, 'whole');
    const started = performance.now();
    const ingested = await redressJson<Ingest>(['--home', whole, 'ingest', ...files]);
    const span = performance.now() - started;
    const expected = await redressJson<Run>(['--home', whole, 'analyze']);

    const rng = createRng('kill');
    const home = join(folder, 'killed');
    let killed = 0;
    for (let i = 0; i < KILLS; i++) {
      const run = await redress(['--json', '--home', home, 'ingest', ...files], {
        killAfterMs: 150 + rng.next() * span,
      });
      if (run.signal === 'SIGKILL') killed++;
    }
    const again = await redressJson<Ingest>(['--home', home, 'ingest', ...files]);
    assert.deepEqual(
      again.sources.map(({ sha256, recordsStored }) => [sha256, recordsStored]),
      ingested.sources.map(({ sha256, recordsStored }) => [sha256, recordsStored]),
    );
    const after = await redressJson<Run>(['--home', home, 'analyze']);
    assert.equal(after.outputDigest, expected.outputDigest);
    assert.deepEqual(after.counts, expected.counts);
    assert.equal((await redressJson<Audit>(['--home', home, 'audit', 'verify'])).intact, true);
    console.log(`killed ${killed} of ${KILLS} runs of ${Math.round(span)} ms`);
    assert.ok(killed >= KILLS / 4, `only ${killed} of ${KILLS} runs were still at work when killed`);
  });
});
