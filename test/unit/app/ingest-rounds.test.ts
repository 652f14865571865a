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
import type { StoreWriter } from '../../../src/store/port/index.ts';
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

/** A write beside the job in hand. */
async function write({ app, caller }: Desk, sha: Sha256, fn: (writer: StoreWriter) => Promise<void>): Promise<void> {
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
  await app.store.write(event, fn);
}

/** What the start of another process does with a Source that it finds half received. */
function clearAway(desk: Desk, sha: Sha256): Promise<void> {
  return write(desk, sha, (writer) => writer.discard(sha, 'abandoned'));
}

/** A row as a program of another version may have left it. */
function storeStrangeRow(desk: Desk, sha: Sha256): Promise<void> {
  const row = { source: sha, ordinal: 9_999, locator: 'line 9999', code: 'BAD_ROW', message: 'odd', raw: '' };
  return write(desk, sha, (writer) => writer.writeBatch({ source: sha, records: [], facts: [], quarantine: [row] }));
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

  for (const { what, error } of [
    { what: 'the disk or the home fails', error: { code: 'HOME_UNUSABLE', message: 'the disk is full' } },
    { what: 'all workers of a part died', error: { code: 'JOB_FAILED', message: 'whoever worked on the job ended' } },
    { what: 'a part stopped on a bug', error: { code: 'INTERNAL', message: 'job stopped on a bug' } },
    { what: 'a part was cancelled', error: null },
  ])
    it(`is not rejected when ${what}: its job fails with the reason and can be run again`, async () => {
      const job = jobOf(desk, file());
      const children = await parked(desk, job, []);
      const ended = await Promise.all(children.map((child) => work(desk, child)));
      const state = error === null ? 'cancelled' : 'failed';
      const malformed = { code: 'MALFORMED_CSV', message: 'a quote astray' };
      const end = await turnOf(
        desk,
        job,
        ended.map((item, index) => {
          if (index === 0) return { ...item, state: 'failed', error: malformed };
          return index === 1 ? { ...item, state, error } : item;
        }),
      );
      assert.ok(!end.ok);
      assert.equal(end.error.code, error?.code ?? 'JOB_FAILED');
      assert.equal((await answered(desk, job, ended)).sources[0]?.status, 'stored');
    });

  it('is not passed over in the answer about a set when it is neither stored nor rejected: the set fails with the reason', async () => {
    const [good, hit] = [file(), file()];
    const set = jobOf(desk, good);
    const input = { paths: [good, hit] };
    const job = { ...set, data: jobData(desk.caller.viewer, input) };
    const children = await parked(desk, job, []);
    const stored = unwrap(await runOperation(desk.app, desk.caller, ingest, { paths: [good] }));
    const ended = children.map(({ id, operation, data }, index): EndedJob => {
      const dead = { code: 'JOB_FAILED', message: 'whoever worked on the job ended' };
      return index === 0
        ? { id, operation, data, state: 'done', result: stored as Json, error: null }
        : { id, operation, data, state: 'failed', result: null, error: dead };
    });
    assert.equal(ended.length, 2);
    const end = await turnOf(desk, job, ended);
    assert.ok(!end.ok);
    assert.deepEqual([end.error.code, end.error.message], ['JOB_FAILED', 'whoever worked on the job ended']);
  });

  it('is begun again from nothing when rows are there that are none of its own', async () => {
    const job = jobOf(desk, file());
    const before = (await shownBy(desk)).records?.length ?? 0;
    const children = await parked(desk, job, []);
    const ended = await Promise.all(children.map((child) => work(desk, child)));
    await storeStrangeRow(desk, shaIn(children));
    const again = await parked(desk, job, ended);
    assert.equal(again.length, children.length);
    const answer = await answered(desk, job, await Promise.all(again.map((child) => work(desk, child))));
    assert.deepEqual([answer.sources[0]?.status, answer.totals.recordsStored], ['stored', 2_001]);
    assert.equal((await shownBy(desk)).records?.length, before + 2_001);
  });
});
