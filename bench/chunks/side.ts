import { parseArgs } from 'node:util';
import {
  type App,
  type Caller,
  compose,
  enqueueOperation,
  ingest,
  readConfig,
  runOperation,
} from '../../src/app/index.ts';
import { type JobId, secretHex, unwrap } from '../../src/core/index.ts';
import { openBullmq } from '../../src/queue/bullmq/index.ts';
import { startWorkers } from '../../workers/main.ts';

/** One side of (f), in a process of its own: a CSV file to a sealed Source, here or as jobs for two workers. */
const { values } = parseArgs({
  options: { home: { type: 'string' }, csv: { type: 'string' }, how: { type: 'string' }, redis: { type: 'string' } },
});
const { home = '', csv = '', how = '', redis = '' } = values;
const WORKERS = 2;
const LOOK_MS = 5;

async function openApp(): Promise<App> {
  const app = unwrap(await compose(unwrap(readConfig({}, home))));
  if (how !== 'bullmq') return app;
  const queue = unwrap(await openBullmq({ url: redis, prefix: `bench-${secretHex(8)}` }));
  return { ...app, queue };
}

async function rowsOfJob({ queue }: App, id: JobId): Promise<number> {
  for (;;) {
    const job = await queue.get(id);
    if (job?.state === 'done') return ingest.output.parse(job.result).totals.recordsStored;
    if (job?.state === 'failed') throw new Error(`the job failed: ${job.error?.message}`);
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  }
}

const app = await openApp();
const { actor, signer } = unwrap(app.home.actor('local'));
const opened = unwrap(app.home.case('local'));
const caller: Caller = { viewer: { actor, case: opened, purpose: opened.purpose, view: 'full' }, signer };
const input = { paths: [csv] };
const workers = how === 'here' ? null : startWorkers(app, { concurrency: WORKERS });

const start = performance.now();
const rows =
  workers === null
    ? unwrap(await runOperation(app, caller, ingest, input)).totals.recordsStored
    : await rowsOfJob(app, unwrap(await enqueueOperation(app, caller, ingest, { queue: 'ingest', input })).id);
const seconds = (performance.now() - start) / 1000;

await workers?.stop();
await app.queue.close();
await app.close();
console.log(JSON.stringify({ seconds, rows }));
