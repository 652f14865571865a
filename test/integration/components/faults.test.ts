import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { BUNDLE_LIMITS } from '../../../src/app/analysis/bundles.ts';
import {
  analyze,
  enqueueOperation,
  ingest,
  runOperation,
  startWorker,
  type WorkerSpec,
} from '../../../src/app/index.ts';
import { sequenceAll } from '../../../src/audit/index.ts';
import { unwrap } from '../../../src/core/index.ts';
import type { Job } from '../../../src/queue/port/index.ts';
import { analyzeWorker } from '../../../workers/analyze.worker.ts';
import { startWorkers } from '../../../workers/main.ts';
import { resolveWorker } from '../../../workers/resolve.worker.ts';
import { writeRings } from '../../unit/app/analysis-world.ts';
import { type Desk, endOf, temporaryFolder } from '../../unit/app/ingest-world.ts';
import { analyseByQueue, filledHome, inCopy, type RunAnswer, searches } from './desks.ts';

const MANY = { inlineEdges: 0, bundleEdges: 20 };
const LATE = `institution,account,as_of,balance,currency,kind
021000021,F0,2024-01-31,12.50,USD,ledger
`;

async function rings(folder: string): Promise<string> {
  mkdirSync(join(folder, 'files'));
  return filledHome(join(folder, 'home'), writeRings(join(folder, 'files'), 4));
}

/** Serves some queues until something is so, and stops. */
async function serveUntil({ app }: Desk, specs: readonly WorkerSpec[], so: () => Promise<boolean>): Promise<void> {
  const workers = specs.map((spec) => startWorker(app, spec, { concurrency: 1, leaseSeconds: 30, graceSeconds: 30 }));
  while (!(await so())) await new Promise((resolve) => setTimeout(resolve, 20));
  await Promise.all(workers.map((worker) => worker.stop()));
}

function alone(home: string): Promise<RunAnswer> {
  return inCopy(home, 'alone', BUNDLE_LIMITS, async ({ app, caller }) =>
    unwrap(await runOperation(app, caller, analyze, {})),
  );
}

async function prepared({ app, caller }: Desk): Promise<Job> {
  const job = unwrap(await enqueueOperation(app, caller, analyze, { queue: 'analyze', input: {} }));
  const isPrepared = async () => (await app.queue.list('resolve', 'done', 1)).length === 1;
  const isParked = async () => (await app.queue.get(job.id))?.state === 'parked';
  await serveUntil({ app, caller }, [analyzeWorker], isParked);
  await serveUntil({ app, caller }, [resolveWorker], isPrepared);
  return job;
}

describe('A Run over workers', () => {
  it('whose work is lost is made again over the Sources sealed at its start, not over what came in since', async () => {
    const folder = temporaryFolder();
    const home = await rings(folder);
    const { outputDigest, run } = await alone(home);
    await inCopy(home, 'lost', MANY, async (desk) => {
      const { app, caller } = desk;
      const job = await prepared(desk);
      const late = join(folder, 'late.csv');
      writeFileSync(late, LATE);
      unwrap(await runOperation(app, caller, ingest, { paths: [late] }));
      assert.deepEqual(readdirSync(join(app.home.blobs, 'work')), [run]);
      rmSync(join(app.home.blobs, 'work', run), { recursive: true });
      const workers = startWorkers(app);
      const ended = await endOf(app, job.id).finally(() => workers.stop());
      assert.equal(ended.error, null);
      const answer = ended.result as RunAnswer;
      assert.deepEqual([answer.run, answer.outputDigest, answer.counts.sources], [run, outputDigest, 2]);
      assert.equal((await app.queue.list('resolve', 'done', 10)).length, 2);
    });
  });

  it('that was kept before its job could say so is answered from what was kept', async () => {
    const folder = temporaryFolder();
    const home = await rings(folder);
    await inCopy(home, 'kept', MANY, async (desk) => {
      const { app, caller } = desk;
      const job = await prepared(desk);
      const kept = unwrap(await runOperation(app, caller, analyze, {}));
      rmSync(join(app.home.blobs, 'work'), { recursive: true });
      const workers = startWorkers(app);
      const ended = await endOf(app, job.id).finally(() => workers.stop());
      assert.equal(ended.error, null);
      const answer = ended.result as RunAnswer;
      assert.deepEqual([answer.run, answer.outputDigest], [kept.run, kept.outputDigest]);
      assert.equal((await app.queue.list('resolve', 'done', 10)).length, 1);
    });
  });

  it('whose workers share no folder fails with the reason, and can be run again once they do', async () => {
    const folder = temporaryFolder();
    const home = await rings(folder);
    await inCopy(home, 'apart', { inlineEdges: 0, bundleEdges: 10_000 }, async (desk) => {
      const { app, caller } = desk;
      const elsewhere = { ...desk, app: { ...app, home: { ...app.home, blobs: join(folder, 'elsewhere') } } };
      const job = unwrap(await enqueueOperation(app, caller, analyze, { queue: 'analyze', input: {} }));
      const hasEnded = async () => ['done', 'failed'].includes((await app.queue.get(job.id))?.state ?? '');
      await Promise.all([
        serveUntil(desk, [resolveWorker], hasEnded),
        serveUntil(elsewhere, [analyzeWorker], hasEnded),
      ]);
      const failed = await app.queue.get(job.id);
      assert.equal(failed?.error?.code, 'JOB_FAILED');
      assert.match(failed?.error?.message ?? '', /lost 3 times; do all workers share one folder\?/);
      const { ended, jobs } = await analyseByQueue(desk, 2);
      assert.deepEqual([ended.id, ended.state], [job.id, 'done']);
      assert.equal(searches(jobs), 4);
    });
  });

  it('that fails is in the audit log with its reason, and the queue goes on', async () => {
    const folder = temporaryFolder();
    const home = await rings(folder);
    await inCopy(home, 'failed', MANY, async (desk) => {
      const { app } = desk;
      writeFileSync(join(app.home.blobs, 'work'), 'a file where the work folder should be');
      const { ended } = await analyseByQueue(desk, 1);
      assert.equal(ended.state, 'failed');
      assert.match(ended.error?.message ?? '', /run.prepare, a part of this Run, failed: HOME_UNUSABLE/);
      await sequenceAll(app.store);
      const { events } = await app.store.read.auditRange(0, 1000);
      const noted = events
        .map(({ event }) => event)
        .filter(({ details }) => JSON.stringify(details).includes('failed'));
      assert.deepEqual(
        noted.map(({ operation, actor, details }) => ({ operation, actor, details })),
        [{ operation: 'run.prepare', actor: 'local', details: { failed: 'HOME_UNUSABLE' } }],
      );
      rmSync(join(app.home.blobs, 'work'));
      assert.equal((await analyseByQueue(desk, 1, { seed: 2 })).ended.state, 'done');
    });
  });
});
