import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import {
  type App,
  analyze,
  type Caller,
  compose,
  enqueueOperation,
  ingest,
  leadMove,
  listResults,
  ownershipOf,
  readConfig,
  runOperation,
} from '../../src/app/index.ts';
import { type JobId, unwrap } from '../../src/core/index.ts';
import { startWorkers } from '../../workers/main.ts';
import { redress, redressJson, temporaryFolder } from './cli.ts';

const HEADER =
  'transfer_id,posted_at,from_institution,from_account,from_name,to_institution,to_account,to_name,amount,currency,method,place,conductor,memo\n';

/** A file of one transfer between two people whose names stand nowhere else. */
function transferFile(folder: string, from: string, to: string): string {
  const path = join(folder, `${from}.csv`);
  writeFileSync(path, `${HEADER}${from},2024-01-02,021000021,11,${from},021000021,12,${to},10.00,USD,wire,,,\n`);
  return path;
}

describe('two cases in one home', () => {
  const folder = temporaryFolder();
  const fileOfA = transferFile(folder, 'Ada Alder', 'Abe Ash');
  const fileOfB = transferFile(folder, 'Bea Birch', 'Ben Beech');
  let app: App;

  before(async () => {
    app = unwrap(await compose(unwrap(readConfig({}, join(folder, 'home')))));
    for (const id of ['A', 'B']) unwrap(app.home.openCase({ id, purpose: `work on ${id}`, authority: 'title 31' }));
    unwrap(app.home.addActor('olga', 'auditor'));
  });
  after(() => app.close());

  function asker(caseId: string, name = 'local'): Caller {
    const { actor, signer } = unwrap(app.home.actor(name));
    const opened = unwrap(app.home.case(caseId));
    return { viewer: { actor, case: opened, purpose: opened.purpose, view: 'full' }, signer };
  }
  const take = async (caseId: string, path: string) =>
    unwrap(await runOperation(app, asker(caseId), ingest, { paths: [path] })).sources[0];
  const run = async (caseId: string) => unwrap(await runOperation(app, asker(caseId), analyze, {})).run;
  const list = (caseId: string, wanted: string | null = null) =>
    runOperation(app, asker(caseId), listResults, { kind: 'entity', run: wanted });
  const namesIn = async (caseId: string) => JSON.stringify(unwrap(await list(caseId)).results);

  it('do not see each other’s Run, by its id no more than as the current one', async () => {
    await take('A', fileOfA);
    const runOfA = await run('A');
    for (const wanted of [null, runOfA]) {
      const seen = await list('B', wanted);
      assert.equal(seen.ok ? 'seen' : seen.error.code, 'NOT_FOUND');
    }
    assert.match(await namesIn('A'), /Ada Alder/);
  });

  it('keep their own current Run when another case or view makes one over less', async () => {
    await run('B');
    assert.match(await namesIn('A'), /Ada Alder/);
    assert.doesNotMatch(await namesIn('B'), /Ada Alder/);
  });

  it('refuse the bytes that another case holds, rather than call them stored where nobody sees them', async () => {
    const again = await take('B', fileOfA);
    assert.deepEqual([again?.status, again?.error?.code, again?.recordsStored], ['rejected', 'CONFLICT', 0]);
  });

  it('keep a queued file in the case of whoever queued it, whoever carries the job', async () => {
    const job = unwrap(
      await enqueueOperation(app, asker('B'), ingest, { queue: 'ingest', input: { paths: [fileOfB] } }),
    );
    const workers = startWorkers(app);
    for (;;) {
      const { state, error } = (await app.queue.get(job.id as JobId)) ?? { state: 'lost', error: null };
      assert.notEqual(state, 'failed', error?.message);
      if (state === 'done') break;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    await workers.stop();
    for (const id of ['A', 'B', 'local']) await run(id);
    assert.match(await namesIn('B'), /Bea Birch/);
    for (const other of ['A', 'local']) assert.doesNotMatch(await namesIn(other), /Bea Birch/);
  });

  it('log a denial before it is answered, also one that the queue or the operation itself gives', async () => {
    const auditor = asker('A', 'olga');
    const denials = async () =>
      (await app.store.read.auditRange(0, 1000)).events.filter(({ event }) => event.decision === 'denied').length;
    const queued = await enqueueOperation(app, auditor, analyze, { queue: 'analyze', input: {} });
    assert.equal(queued.ok ? 'queued' : queued.error.code, 'FORBIDDEN');
    const moved = await runOperation(app, asker('A'), leadMove, {
      lead: `led_${'0'.repeat(32)}`,
      act: 'approve',
      reason: 'because',
    });
    assert.equal(moved.ok ? 'moved' : moved.error.code, 'FORBIDDEN');
    for (let tries = 0; (await denials()) < 2 && tries < 100; tries++)
      await new Promise((resolve) => setTimeout(resolve, 50));
    assert.equal(await denials(), 2);
  });

  it('log that ownership was asked for by name without the name, because the auditor reads the log', async () => {
    await runOperation(app, asker('A'), ownershipOf, { name: 'Ada Alder' });
    while ((await app.store.read.auditRange(0, 0)).unsequenced > 0)
      await new Promise((resolve) => setTimeout(resolve, 50));
    const { events } = await app.store.read.auditRange(0, 1000);
    const asked = events.filter(({ event }) => event.operation === 'ownership');
    assert.equal(asked.length, 1);
    assert.doesNotMatch(JSON.stringify(events).toLowerCase(), /alder/);
  });
});

describe('a case opened on the command line', () => {
  it('takes its purpose from --purpose after the command, as the interface shows it', async () => {
    const home = join(temporaryFolder(), 'home');
    const words = ['case', 'open', 'C-1', '--purpose', 'wage theft inquiry', '--authority', 'title 31'];
    assert.deepEqual(await redressJson(['--home', home, ...words]), {
      id: 'C-1',
      purpose: 'wage theft inquiry',
      authority: 'title 31',
    });
    assert.equal((await redress(['--home', home, '--case', 'C-1', 'quarantine'])).code, 0);
    assert.equal((await redress(['--home', home, 'case', 'open', 'C-2', '--authority', 'title 31'])).code, 2);
  });
});
