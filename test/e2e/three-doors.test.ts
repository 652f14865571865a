import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import request from 'supertest';
import { createApi } from '../../src/api/index.ts';
import { type App, analyze, type Caller, compose, enqueueOperation, ingest, readConfig } from '../../src/app/index.ts';
import { unwrap } from '../../src/core/index.ts';
import { startWorkers } from '../../workers/main.ts';
import { redressJson, temporaryFolder } from './cli.ts';
import { worldFiles } from './world.ts';

type Digest = { readonly outputDigest: string };

async function withApp<T>(home: string, work: (app: App, caller: Caller) => Promise<T>): Promise<T> {
  const app = unwrap(await compose(unwrap(readConfig({}, home))));
  const { actor, signer } = unwrap(app.home.actor('local'));
  const opened = unwrap(app.home.case('local'));
  const caller: Caller = { viewer: { actor, case: opened, purpose: opened.purpose, view: 'full' }, signer };
  const workers = startWorkers(app);
  try {
    return await work(app, caller);
  } finally {
    await workers.stop();
    await app.close();
  }
}

async function jobResult(app: App, id: string): Promise<Digest> {
  for (;;) {
    const job = await app.queue.get(id as never);
    if (job?.state === 'done') return job.result as Digest;
    if (job?.state === 'failed') throw new Error(`job ${id}: ${job.error?.message}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

describe('one fixture through three doors', () => {
  it('gives the same digest by command line, by worker and by API', async () => {
    const folder = temporaryFolder();
    const files = worldFiles(4, join(folder, 'world'));

    const cli = join(folder, 'cli');
    await redressJson(['--home', cli, 'ingest', ...files]);
    const byCli = await redressJson<Digest>(['--home', cli, 'analyze']);

    const byWorker = await withApp(join(folder, 'worker'), async (app, caller) => {
      await jobResult(
        app,
        unwrap(await enqueueOperation(app, caller, ingest, { queue: 'ingest', input: { paths: files } })).id,
      );
      return jobResult(app, unwrap(await enqueueOperation(app, caller, analyze, { queue: 'analyze', input: {} })).id);
    });

    const byApi = await withApp(join(folder, 'api'), async (app, caller) => {
      const api = createApi(app, { version: 'test', caller });
      const token = `Bearer ${app.home.apiToken}`;
      for (const file of files) {
        const sent = await request(api)
          .post('/api/v1/sources')
          .set('Authorization', token)
          .attach('file', readFileSync(file), file.split('/').at(-1) ?? 'file');
        assert.equal(sent.status, 202, JSON.stringify(sent.body));
        await jobResult(app, sent.body.id);
      }
      const run = await request(api).post('/api/v1/runs').set('Authorization', token).send({});
      assert.equal(run.status, 202);
      assert.match(run.headers.location ?? '', /^\/api\/v1\/jobs\/job_/);
      return jobResult(app, run.body.id);
    });

    assert.equal(byWorker.outputDigest, byCli.outputDigest);
    assert.equal(byApi.outputDigest, byCli.outputDigest);
  });
});
