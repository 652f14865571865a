import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, describe, it, type TestContext } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import request from 'supertest';
import { createApi } from '../../src/api/index.ts';
import { stopwatch, unwrap } from '../../src/core/index.ts';
import { redress, temporaryFolder } from '../e2e/cli.ts';
import { neo4jOrSkip, redisOrSkip, servicesForTests } from '../services.ts';
import { openClient, type Production, startProduction } from './production.ts';

type Open = { readonly production: Production; readonly home: string; readonly api: ReturnType<typeof createApi> };

const { neo4j, redis } = servicesForTests();
const runs = neo4j !== null && redis !== null;

/** Asks the API and measures how long the answer took, in seconds. */
async function timed(
  ask: () => request.Test,
): Promise<{ readonly answer: request.Response; readonly seconds: number }> {
  const watch = stopwatch();
  const answer = await ask();
  return { answer, seconds: watch.elapsedSeconds() };
}

/** Comes again, as Retry-After says, until it is answered: a service that runs again may still be finding its feet. */
async function answers(ask: () => request.Test): Promise<void> {
  for (let times = 0; times < 30; times++) {
    if ((await ask()).status < 500) return;
    await pause(1_000);
  }
  assert.fail('not answered within 30 tries');
}

describe('while a service is down', () => {
  const folder = temporaryFolder();
  let open: (Open & { readonly token: string; readonly close: () => Promise<void> }) | null = null;
  before(async () => {
    if (!runs) return;
    const production = await startProduction(join(folder, 'production'));
    const home = await production.newHome();
    const [app, caller] = await openClient(home, production.settings);
    const api = createApi(app, { version: 'test', caller });
    const close = async () => {
      await app.close();
      await production.stop();
    };
    open = { production, home, api, token: `Bearer ${app.home.apiToken}`, close };
  });
  after(() => open?.close());

  const ready = (t: TestContext) => {
    if (neo4jOrSkip(t) === null || redisOrSkip(t) === null) return null;
    assert.ok(open !== null);
    return open;
  };

  for (const service of ['neo4j', 'redis'] as const)
    it(`the API answers 503 with Retry-After within 2 s without ${service}, doctor ends with 4, and both work again after it`, async (t) => {
      const there = ready(t);
      if (there === null) return;
      const { production, api, home, token } = there;
      const ask = () =>
        service === 'neo4j'
          ? request(api).get('/api/v1/findings').set('Authorization', token)
          : request(api).post('/api/v1/runs').set('Authorization', token).send({});
      assert.ok((await ask()).status < 500);

      await production[service].kill();
      for (let times = 0; times < 3; times++) {
        const { answer, seconds } = await timed(ask);
        assert.equal(answer.status, 503, JSON.stringify(answer.body));
        assert.match(answer.headers['retry-after'] ?? '', /^[1-9]\d?$/);
        assert.match(answer.body.code, /^(SERVICE|AUDIT)_UNAVAILABLE$/);
        assert.ok(seconds < 2, `answered after ${seconds} s`);
      }
      const doctor = await redress(['--home', home, 'doctor'], { env: { ...production.settings } });
      assert.equal(doctor.code, 4, doctor.stderr + doctor.stdout);
      assert.match(doctor.stdout, new RegExp(`${service}.*NOT REACHABLE`, 'i'));
      assert.doesNotMatch(doctor.stdout + doctor.stderr, new RegExp(production.neo4j.password));

      unwrap((await production[service].restart()) as never);
      await answers(ask);
      const well = await redress(['--home', home, 'doctor'], { env: { ...production.settings } });
      assert.equal(well.code, 0, well.stderr);
    });
});
