import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { createRng, type Rng, unwrap } from '../../src/core/index.ts';
import { temporaryFolder } from '../e2e/cli.ts';
import { neo4jOrSkip, redisOrSkip, servicesForTests } from '../services.ts';
import { faultyWorld, lostAndDoubled } from './faulty-world.ts';
import { type Outcome, sendAndAnalyse } from './main-job.ts';
import { openClient, type Production, startProduction, startWorkerProcess } from './production.ts';

const LONG = process.env.REDRESS_LONG === '1';
/** A twentieth of the full number, rounded up, in the ordinary run. */
const RESTARTS = { redis: LONG ? 50 : 3, neo4j: LONG ? 20 : 1 } as const;
/** A database that recovers is away for longer than a queue, so it is ended less often. */
const UPTIME_MS = { redis: [500, 3_000], neo4j: [4_000, 12_000] } as const;

type Round = { readonly restarted: number; readonly outcome: Outcome };

/** One home filled and analysed while a service is killed and started again, over and over. */
async function round(
  production: Production,
  service: keyof typeof RESTARTS,
  { files, rng, most }: { readonly files: readonly string[]; readonly rng: Rng; readonly most: number },
): Promise<Round> {
  const { settings } = production;
  const home = await production.newHome();
  const [app, caller] = await openClient(home, settings);
  const workers = await Promise.all([startWorkerProcess(home, settings), startWorkerProcess(home, settings)]);
  const state = { done: false };
  const outcome = sendAndAnalyse(app, caller, files).finally(() => {
    state.done = true;
  });
  outcome.catch(() => undefined);
  const [least, more] = UPTIME_MS[service];
  let restarted = 0;
  try {
    while (restarted < most) {
      await pause(least + rng.int(more - least));
      if (state.done) break;
      await production[service].kill();
      unwrap((await production[service].restart()) as never);
      restarted++;
    }
    return { restarted, outcome: await outcome };
  } finally {
    await Promise.all(workers.map((worker) => worker.kill()));
    await app.close();
  }
}

describe('services that are killed and started again during an ingest and a Run', () => {
  const folder = temporaryFolder();
  const { neo4j, redis } = servicesForTests();
  let world: Awaited<ReturnType<typeof faultyWorld>> | null = null;
  let production: Production | null = null;
  before(async () => {
    if (neo4j === null || redis === null) return;
    world = await faultyWorld(folder);
    production = await startProduction(join(folder, 'production'));
  });
  after(() => production?.stop());

  for (const service of ['redis', 'neo4j'] as const)
    it(`lose and double nothing over ${RESTARTS[service]} restarts of ${service}, and the work goes on by itself`, async (t) => {
      if (neo4jOrSkip(t) === null || redisOrSkip(t) === null) return;
      assert.ok(world !== null && production !== null);
      const { files, expected } = world;
      const rng = createRng(`restarted ${service}`);
      let [restarted, rounds, lost, doubled] = [0, 0, 0, 0];
      while (restarted < RESTARTS[service]) {
        const most = RESTARTS[service] - restarted;
        const { outcome, restarted: now } = await round(production, service, { files, rng, most });
        const found = lostAndDoubled(outcome, expected);
        [restarted, rounds] = [restarted + now, rounds + 1];
        [lost, doubled] = [lost + found.lost, doubled + found.doubled];
        console.log(`${restarted} of ${RESTARTS[service]} restarts of ${service}: ${lost} lost, ${doubled} doubled`);
        assert.equal(outcome.auditIntact, true);
        assert.equal(outcome.outputDigest, expected.outputDigest);
      }
      t.diagnostic(`${restarted} restarts of ${service} in ${rounds} rounds: ${lost} records lost, ${doubled} doubled`);
      assert.deepEqual({ lost, doubled }, { lost: 0, doubled: 0 });
    });
});
