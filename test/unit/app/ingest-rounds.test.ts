import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { type IngestOutput, ingest, runOperation } from '../../../src/app/index.ts';
import { jobData, readJobData } from '../../../src/app/job-data.ts';
import { ingestSteps } from '../../../src/app/jobs/ingest-job.ts';
import { ingestChunk } from '../../../src/app/operations/ingest-parts.ts';
import { OPERATIONS } from '../../../src/app/operations.ts';
import { auditEvent } from '../../../src/audit/index.ts';
import { type Json, makeId, type Sha256, unwrap } from '../../../src/core/index.ts';
import type { EndedJob, Job, NewJob } from '../../../src/queue/port/index.ts';
import { type Desk, openDesk, shownBy, temporaryFolder, transferRows, writeTransfers } from './ingest-world.ts';

/** A job as a worker holds it. */
function jobOf({ caller }: Desk, path: string): Job {
  const input = { paths: [path] };
  const id = makeId('job', ['test', path]);
  const fresh = { state: 'running', attempts: 1, maxAttempts: 5, progress: null, result: null, error: null } as const;
  return { id, queue: 'ingest', operation: 'sources.ingest', data: jobData(caller.viewer, input), ...fresh };
}

function turnOf({ app, caller }: Desk, job: Job, ended: readonly EndedJob[]) {
  const { input } = unwrap(readJobData(app.home, job.data));
  return ingestSteps({ app, caller, job, ended, input, signal: new AbortController().signal });
}

async function parked(desk: Desk, job: Job, ended: readonly EndedJob[]): Promise<readonly NewJob[]> {
  const end = unwrap(await turnOf(desk, job, ended));
  assert.ok(end.kind === 'parked', `the turn ended ${end.kind}`);
  return end.children;
}

async function answered(desk: Desk, job: Job, ended: readonly EndedJob[]): Promise<IngestOutput> {
  const end = unwrap(await turnOf(desk, job, ended));
  assert.ok(end.kind === 'done', `the turn ended ${end.kind}`);
  return end.result as IngestOutput;
}

/** Does a part as a worker does, in a worker's words. */
async function work({ app, caller }: Desk, { id, operation, data }: NewJob): Promise<EndedJob> {
  const { input } = unwrap(readJobData(app.home, data));
  const result = await OPERATIONS.find(({ name }) => name === operation)?.run(app, caller, input);
  if (result === undefined) throw new Error(`there is no operation ${operation}`);
  return result.ok
    ? { id, operation, data, state: 'done', result: result.value as Json, error: null }
    : {
        id,
        operation,
        data,
        state: 'failed',
        result: null,
        error: { code: result.error.code, message: result.error.message },
      };
}

function shaIn([first]: readonly NewJob[]): Sha256 {
  assert.ok(first !== undefined);
  const { input } = first.data as { readonly input: Json };
  return ingestChunk.input.parse(input).reading.source.sha256;
}

/** What the start of another process does with a Source that it finds half received. */
async function clearAway({ app, caller }: Desk, sha: Sha256): Promise<void> {
  const { nowMicros } = app.clock;
  const event = auditEvent({
    viewer: caller.viewer,
    operation: 'start',
    key: sha,
    object: sha,
    decision: 'allowed',
    details: null,
    atMicros: nowMicros(),
  });
  await app.store.write(event, (writer) => writer.discard(sha, 'abandoned'));
}

describe('a file whose parts are on their way', () => {
  const folder = temporaryFolder();
  const rows = transferRows(2_000);
  let desk: Desk;
  let next = 0;
  /** A file of its own for each case, the same but for one row. */
  const file = (): string =>
    writeTransfers(join(folder, `file-${next++}.csv`), [...rows, ...transferRows(1, `case ${next} `)]);

  before(async () => {
    desk = await openDesk(join(folder, 'home'));
  });
  after(() => desk.app.close());

  it('is begun again under new names when its Source was cleared away before all parts were stored', async () => {
    const job = jobOf(desk, file());
    const children = await parked(desk, job, []);
    const [first, ...rest] = children;
    assert.ok(first !== undefined && rest.length >= 2);
    const ended = [await work(desk, first)];
    await clearAway(desk, shaIn(children));
    for (const child of rest) ended.push(await work(desk, child));
    assert.deepEqual(
      ended.map(({ state, error }) => [state, error?.code]),
      [['done', undefined], ...rest.map(() => ['failed', 'CONFLICT'])],
    );

    const again = await parked(desk, job, ended);
    assert.equal(new Set([...children, ...again].map(({ id }) => id)).size, 2 * children.length);
    const answer = await answered(desk, job, await Promise.all(again.map((child) => work(desk, child))));
    assert.deepEqual([answer.sources[0]?.status, answer.totals.recordsStored], ['stored', 2_001]);
  });

  it('is begun again when its rows were cleared away after the last part was stored', async () => {
    const job = jobOf(desk, file());
    const children = await parked(desk, job, []);
    const ended = await Promise.all(children.map((child) => work(desk, child)));
    await clearAway(desk, shaIn(children));
    assert.equal((await parked(desk, job, ended)).length, children.length);
  });

  it('is rejected when that happens a third time', async () => {
    const job = jobOf(desk, file());
    let ended: EndedJob[] = [];
    for (let round = 1; round <= 3; round++) {
      const children = await parked(desk, job, ended);
      await clearAway(desk, shaIn(children));
      ended = await Promise.all(children.map((child) => work(desk, child)));
    }
    const answer = await answered(desk, job, ended);
    assert.deepEqual([answer.sources[0]?.status, answer.sources[0]?.error?.code], ['rejected', 'CONFLICT']);
  });

  it('is found stored when another job has sealed the same bytes meanwhile', async () => {
    const path = file();
    const job = jobOf(desk, path);
    const [first, ...rest] = await parked(desk, job, []);
    assert.ok(first !== undefined);
    const ended = [await work(desk, first)];
    const other = unwrap(await runOperation(desk.app, desk.caller, ingest, { paths: [path] }));
    assert.equal(other.sources[0]?.status, 'stored');
    for (const child of rest) ended.push(await work(desk, child));
    const answer = await answered(desk, job, ended);
    assert.deepEqual([answer.sources[0]?.status, answer.totals.recordsStored], ['already-stored', 2_001]);
  });

  it('holds nothing twice when every part and every turn is done twice', async () => {
    const job = jobOf(desk, file());
    const before = (await shownBy(desk)).records?.length ?? 0;
    await parked(desk, job, []);
    const children = await parked(desk, job, []);
    for (const child of children) await work(desk, child);
    const ended = await Promise.all(children.map((child) => work(desk, child)));
    assert.equal((await answered(desk, job, ended)).sources[0]?.status, 'stored');
    assert.equal((await answered(desk, job, ended)).sources[0]?.status, 'stored');
    assert.equal((await shownBy(desk)).records?.length, before + 2_001);
  });

  it('is rejected with the reason of a part whose workers all died, and the job is not', async () => {
    const job = jobOf(desk, file());
    const children = await parked(desk, job, []);
    const dead = { code: 'JOB_FAILED', message: 'whoever worked on the job ended each time before it was done' };
    const ended = await Promise.all(children.map((child) => work(desk, child)));
    const answer = await answered(
      desk,
      job,
      ended.map((item, index) => (index === 1 ? { ...item, state: 'failed', error: dead } : item)),
    );
    assert.deepEqual([answer.sources[0]?.status, answer.sources[0]?.error?.code], ['rejected', 'JOB_FAILED']);
  });

  it('stays as it is when the disk or the home fails: the job says so and can be run again', async () => {
    const job = jobOf(desk, file());
    const children = await parked(desk, job, []);
    const full = { code: 'HOME_UNUSABLE', message: 'the disk is full' };
    const ended = await Promise.all(children.map((child) => work(desk, child)));
    const end = await turnOf(
      desk,
      job,
      ended.map((item, index) => (index === 0 ? { ...item, state: 'failed', error: full } : item)),
    );
    assert.ok(!end.ok);
    assert.equal(end.error.code, 'HOME_UNUSABLE');
    assert.equal((await answered(desk, job, ended)).sources[0]?.status, 'stored');
  });
});
