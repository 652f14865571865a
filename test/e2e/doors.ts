import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import request from 'supertest';
import { createApi } from '../../src/api/index.ts';
import { type App, analyze, type Caller, compose, enqueueOperation, ingest, readConfig } from '../../src/app/index.ts';
import { type JobId, unwrap } from '../../src/core/index.ts';
import { startWorkers } from '../../workers/main.ts';
import { emptyTestDatabase } from '../contract/store/neo4j-database.ts';
import { servicesForTests } from '../services.ts';
import { redressJson } from './cli.ts';

/** What a Run answers that must not depend on the door, the store or the number of workers. */
export type Digest = { readonly run: string; readonly outputDigest: string };

/** Where the work is done: settings of the process, and a home that has seen nothing. */
export type Place = { readonly home: string; readonly settings: Readonly<Record<string, string>> };

/** A new home with everything in it. */
export async function embeddedPlace(folder: string): Promise<Place> {
  return { home: mkdtempSync(join(folder, 'embedded-')), settings: {} };
}

/** A new home on the emptied Neo4j and the Redis of the tests. */
export async function productionPlace(folder: string): Promise<Place> {
  const { neo4j, redis } = servicesForTests();
  if (neo4j === null || redis === null) throw new Error('there is no Neo4j or no Redis for the tests');
  await emptyTestDatabase(neo4j);
  const settings = {
    NEO4J_URI: neo4j.uri,
    NEO4J_USER: neo4j.user,
    NEO4J_PASSWORD: neo4j.password,
    REDIS_URL: redis.url,
  };
  return { home: mkdtempSync(join(folder, 'production-')), settings };
}

/** A way in: sends the paths, asks for a Run, and gives its digest. */
export type Door = (place: Place, paths: readonly string[]) => Promise<Digest>;

export const commandLine: Door = async ({ home, settings }, paths) => {
  await redressJson(['--home', home, 'ingest', ...paths], [0, 1], settings);
  return redressJson<Digest>(['--home', home, 'analyze'], [0], settings);
};

async function jobResult(app: App, id: string): Promise<Digest> {
  for (;;) {
    const job = await app.queue.get(id as JobId);
    if (job?.state === 'done') return job.result as Digest;
    if (job?.state === 'failed') throw new Error(`job ${id}: ${job.error?.message}`);
    await pause(50);
  }
}

async function withWorkers<T>(
  { home, settings }: Place,
  workers: number,
  work: (app: App, caller: Caller) => Promise<T>,
): Promise<T> {
  const app = unwrap(await compose(unwrap(readConfig({ ...settings, REDRESS_WORKERS: String(workers) }, home))));
  const { actor, signer } = unwrap(app.home.actor('local'));
  const opened = unwrap(app.home.case('local'));
  const running = startWorkers(app);
  try {
    return await work(app, { viewer: { actor, case: opened, purpose: opened.purpose, view: 'full' }, signer });
  } finally {
    await running.stop();
    await app.close();
  }
}

/** Jobs put into the queue by a program of the house, carried by so many at a time of each queue. */
export function queue(workers: number): Door {
  return (place, paths) =>
    withWorkers(place, workers, async (app, caller) => {
      const sent = await enqueueOperation(app, caller, ingest, { queue: 'ingest', input: { paths: [...paths] } });
      await jobResult(app, unwrap(sent).id);
      const asked = await enqueueOperation(app, caller, analyze, { queue: 'analyze', input: {} });
      return jobResult(app, unwrap(asked).id);
    });
}

/** The files of some paths: a folder cannot be uploaded, its files can. */
function filesIn(paths: readonly string[]): string[] {
  return paths.flatMap((path) => {
    if (!statSync(path).isDirectory()) return [path];
    const entries = readdirSync(path, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    return entries.map((entry) => join(entry.parentPath, entry.name)).sort();
  });
}

/** Files uploaded over HTTP, one request each, and a Run asked for in another. */
export function api(workers: number): Door {
  return (place, paths) =>
    withWorkers(place, workers, async (app, caller) => {
      const server = createApi(app, { version: 'test', caller });
      const token = `Bearer ${app.home.apiToken}`;
      for (const path of filesIn(paths)) {
        const sent = await request(server)
          .post('/api/v1/sources')
          .set('Authorization', token)
          .attach('file', readFileSync(path), basename(path));
        assert.equal(sent.status, 202, JSON.stringify(sent.body));
        await jobResult(app, sent.body.id);
      }
      const run = await request(server).post('/api/v1/runs').set('Authorization', token).send({});
      assert.equal(run.status, 202);
      assert.match(run.headers.location ?? '', /^\/api\/v1\/jobs\/job_/);
      return jobResult(app, run.body.id);
    });
}
