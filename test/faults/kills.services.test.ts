import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { createRng, type Rng } from '../../src/core/index.ts';
import { temporaryFolder } from '../e2e/cli.ts';
import { neo4jOrSkip, redisOrSkip } from '../services.ts';
import { faultyWorld, lostAndDoubled } from './faulty-world.ts';
import { type Outcome, sendAndAnalyse } from './main-job.ts';
import { openClient, type Production, startProduction, startWorkerProcess } from './production.ts';

const KILLS = process.env.REDRESS_LONG === '1' ? 200 : 10;
const WORKERS = 2;
/** Kills of one round, no more than a job may lose workers; what is then left to do is left undisturbed. */
const KILLS_A_ROUND = 10;

type Round = { readonly killed: number; readonly outcome: Outcome };

/** One home filled and analysed by workers that are killed again and again while they do it. */
async function round(
  production: Production,
  { files, rng, most }: { readonly files: readonly string[]; readonly rng: Rng; readonly most: number },
): Promise<Round> {
  const { settings } = production;
  const home = await production.newHome();
  const [app, caller] = await openClient(home, settings);
  const workers = await Promise.all(Array.from({ length: WORKERS }, () => startWorkerProcess(home, settings)));
  const state = { done: false };
  const outcome = sendAndAnalyse(app, caller, files).finally(() => {
    state.done = true;
  });
  // What it rejects with is told by the await below.
  outcome.catch(() => undefined);
  let killed = 0;
  try {
    while (killed < most) {
      await pause(200 + rng.int(1_500));
      if (state.done) break;
      const index = rng.int(WORKERS);
      await workers[index]?.kill();
      killed++;
      workers[index] = await startWorkerProcess(home, settings);
    }
    return { killed, outcome: await outcome };
  } finally {
    await Promise.all(workers.map((worker) => worker.kill()));
    await app.close();
  }
}

describe('workers that are killed at random moments', () => {
  it(`lose and double nothing over ${KILLS} SIGKILLs, and come to the same digest with an intact log`, async (t) => {
    if (neo4jOrSkip(t) === null || redisOrSkip(t) === null) return;
    const folder = temporaryFolder();
    const { files, expected } = await faultyWorld(folder);
    const production = await startProduction(join(folder, 'production'));
    const rng = createRng('killed workers');
    try {
      let [killed, rounds, lost, doubled] = [0, 0, 0, 0];
      while (killed < KILLS) {
        const { outcome, killed: now } = await round(production, {
          files,
          rng,
          most: Math.min(KILLS_A_ROUND, KILLS - killed),
        });
        const found = lostAndDoubled(outcome, expected);
        [killed, rounds] = [killed + now, rounds + 1];
        [lost, doubled] = [lost + found.lost, doubled + found.doubled];
        console.log(`${killed} of ${KILLS} kills: ${lost} records lost, ${doubled} doubled`);
        assert.equal(outcome.auditIntact, true);
        assert.equal(outcome.outputDigest, expected.outputDigest);
      }
      t.diagnostic(`${killed} workers killed in ${rounds} rounds: ${lost} records lost, ${doubled} doubled`);
      assert.deepEqual({ lost, doubled }, { lost: 0, doubled: 0 });
    } finally {
      await production.stop();
    }
  });
});
