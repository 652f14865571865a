import assert from 'node:assert/strict';
import { basename, join } from 'node:path';
import { describe, it } from 'node:test';
import { createRng } from '../../src/core/index.ts';
import { redress, redressJson, temporaryFolder } from './cli.ts';
import { worldFiles } from './world.ts';

type Ingest = {
  readonly totals: { readonly rowsRead: number };
  readonly sources: readonly {
    readonly sha256: string;
    readonly recordsStored: number;
    readonly quarantined: number;
  }[];
};
type Run = { readonly outputDigest: string; readonly counts: Record<string, number> };
type Audit = { readonly intact: boolean };

const KILLS = process.env.REDRESS_LONG === '1' ? 200 : 20;
/** A part of a world with filings, registers and transfers in it: small enough that twenty homes are filled twice. */
const FILES = ['accounts.csv', 'bods.json', 'sar.xml', 'transfers-6.csv'];

const stored = (answer: Ingest) =>
  answer.sources.map(({ sha256, recordsStored, quarantined }) => [sha256, recordsStored, quarantined]);

describe('an ingest that is killed', () => {
  it(`ends, run again after SIGKILL at each of ${KILLS} random moments, with the same digest, nothing lost or doubled, and an intact log`, async () => {
    const folder = temporaryFolder();
    const files = worldFiles(5, join(folder, 'world')).filter((file) => FILES.includes(basename(file)));
    const whole = join(folder, 'whole');
    const expected = await redressJson<Ingest>(['--home', whole, 'ingest', ...files]);
    const expectedRun = await redressJson<Run>(['--home', whole, 'resolve']);

    const rng = createRng('kill');
    let killed = 0;
    for (let i = 0; i < KILLS; i++) {
      const home = join(folder, `home-${i}`);
      const file = FILES[rng.int(FILES.length)] ?? '';
      const kill = { whenSaid: `reading ${file}`, afterMs: rng.int(60) };
      const run = await redress(['--json', '--home', home, 'ingest', ...files], { kill });
      if (run.signal === 'SIGKILL') killed++;
      assert.deepEqual(stored(await redressJson<Ingest>(['--home', home, 'ingest', ...files])), stored(expected));
      const again = await redressJson<Run>(['--home', home, 'resolve']);
      assert.deepEqual([again.outputDigest, again.counts], [expectedRun.outputDigest, expectedRun.counts]);
      assert.equal((await redressJson<Audit>(['--home', home, 'audit', 'verify'])).intact, true);
    }
    console.log(`killed ${killed} of ${KILLS} runs at work`);
    assert.ok(killed >= KILLS / 2, `only ${killed} of ${KILLS} runs were still at work when killed`);
  });
});
