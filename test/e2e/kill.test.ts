import assert from 'node:assert/strict';
import { basename, join } from 'node:path';
import { describe, it } from 'node:test';
import { analyze, auditVerify } from '../../src/app/index.ts';
import { createRng } from '../../src/core/index.ts';
import { redress, redressJson, temporaryFolder } from './cli.ts';
import { answer, openEmbeddedHome } from './restore-drill.ts';
import { worldFiles } from './world.ts';

type Ingest = {
  readonly sources: readonly {
    readonly sha256: string;
    readonly recordsStored: number;
    readonly quarantined: number;
  }[];
};

/** A twentieth of the full number in the ordinary run. */
const KILLS = process.env.REDRESS_LONG === '1' ? 200 : 10;
/** A part of a world with filings, registers and transfers in it: small enough that each home is filled twice. */
const FILES = ['accounts.csv', 'bods.json', 'sar.xml', 'transfers-6.csv'];

const stored = (ingested: Ingest) =>
  ingested.sources.map(({ sha256, recordsStored, quarantined }) => [sha256, recordsStored, quarantined]);

/** What a home holds: the digest and the counts of a Run over all of it, and whether its log is intact. */
async function holdings(home: string): Promise<readonly unknown[]> {
  const app = await openEmbeddedHome(home);
  try {
    const { outputDigest, counts } = await answer(app, analyze, { until: 'resolution' });
    return [outputDigest, counts, (await answer(app, auditVerify, {})).intact];
  } finally {
    await app.close();
  }
}

describe('an ingest that is killed', () => {
  it(`ends, run again after SIGKILL at each of ${KILLS} random moments, with the same digest, nothing lost or doubled, and an intact log`, async () => {
    const folder = temporaryFolder();
    const files = worldFiles(5, join(folder, 'world')).filter((file) => FILES.includes(basename(file)));
    const whole = join(folder, 'whole');
    const expected = await redressJson<Ingest>(['--home', whole, 'ingest', ...files]);
    const [digest, counts] = await holdings(whole);

    const rng = createRng('kill');
    let killed = 0;
    for (let i = 0; i < KILLS; i++) {
      const home = join(folder, `home-${i}`);
      const file = FILES[rng.int(FILES.length)] ?? '';
      const kill = { whenSaid: `reading ${file}`, afterMs: rng.int(60) };
      const run = await redress(['--json', '--home', home, 'ingest', ...files], { kill });
      if (run.signal === 'SIGKILL') killed++;
      assert.deepEqual(stored(await redressJson<Ingest>(['--home', home, 'ingest', ...files])), stored(expected));
      assert.deepEqual(await holdings(home), [digest, counts, true]);
    }
    console.log(`killed ${killed} of ${KILLS} runs at work`);
    assert.ok(killed >= KILLS / 2, `only ${killed} of ${KILLS} runs were still at work when killed`);
  });
});
