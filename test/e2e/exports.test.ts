import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { exportPackage, runOperation, search } from '../../src/app/index.ts';
import { sha256Hex, unwrap } from '../../src/core/index.ts';
import { startWorkers } from '../../workers/main.ts';
import { type ApiHome, get, openApiHome, post } from './api-home.ts';
import { temporaryFolder } from './cli.ts';

describe('an export over HTTP', () => {
  const folder = temporaryFolder();
  let home: ApiHome;
  let workers: ReturnType<typeof startWorkers>;
  let body: Record<string, string>;

  before(async () => {
    home = await openApiHome(folder);
    workers = startWorkers(home.app);
    const [account] = unwrap(await runOperation(home.app, home.caller('A'), search, { text: '12' })).results;
    body = { id: account?.id ?? '', kind: 'evidence', format: 'json', to: 'USAO', at: '2024-02-01' };
  });
  after(async () => {
    await workers.stop();
    await home.close();
  });

  async function made(
    asked: Record<string, string>,
  ): Promise<{ readonly export: string; readonly byteLength: number }> {
    const sent = await post(home, home.api('A'), '/exports', asked);
    assert.equal(sent.status, 202, JSON.stringify(sent.body));
    assert.equal(sent.headers.location, `/api/v1/jobs/${sent.body.id}`);
    for (;;) {
      const { body: job } = await get(home, home.api('A'), `/jobs/${sent.body.id}`);
      assert.notEqual(job.state, 'failed', JSON.stringify(job.error));
      if (job.state === 'done') return job.result;
      await pause(50);
    }
  }

  it('is a job, whose result names the bytes and does not hold them', async () => {
    const result = await made(body);
    assert.deepEqual(Object.keys(result).sort(), [
      'byteLength',
      'contentType',
      'cuts',
      'draft',
      'export',
      'fileName',
      'keyId',
      'watermark',
    ]);
    const read = await get(home, home.api('A'), `/exports/${result.export}`).buffer(true).responseType('blob');
    assert.equal(read.status, 200);
    assert.equal(sha256Hex(read.body as Buffer), result.export);
    assert.equal((read.body as Buffer).length, result.byteLength);
    assert.equal(read.headers['content-type'], 'application/json; charset=utf-8');
    assert.match(read.headers['content-disposition'] ?? '', /attachment; filename=acc_[0-9a-f]{32}\.json/);
    assert.equal(read.headers.etag, `"${result.export}"`);
    const known = await get(home, home.api('A'), `/exports/${result.export}`).set(
      'If-None-Match',
      `"${result.export}"`,
    );
    assert.equal(known.status, 304);
  });

  it('has the bytes that the command line writes', async () => {
    const { export: id } = await made(body);
    const out = join(folder, 'by-command.json');
    unwrap(await runOperation(home.app, home.caller('A'), exportPackage, { ...body, out }));
    assert.equal(sha256Hex(readFileSync(out)), id);
  });

  it('asked for twice is one job and one file', async () => {
    const [first, second] = [await made(body), await made(body)];
    assert.deepEqual(second, first);
    const kept = readdirSync(join(folder, 'home', 'blobs', 'exports', 'A'));
    assert.deepEqual(kept.filter((name) => name === first.export).length, 1);
  });

  it('is not there for another case', async () => {
    const { export: id } = await made(body);
    const hidden = await get(home, home.api('B'), `/exports/${id}`);
    const absent = await get(home, home.api('B'), `/exports/${'0'.repeat(64)}`);
    assert.deepEqual([hidden.status, absent.status], [404, 404]);
    assert.equal(hidden.body.detail.replace(id, ''), absent.body.detail.replace('0'.repeat(64), ''));
  });

  it('of the variant with BSA is not there for a view without', async () => {
    const { export: id } = await made({ ...body, format: 'zip' });
    const about = join(folder, 'home', 'blobs', 'exports', 'A', `${id}.json`);
    assert.equal((await get(home, home.api('A', 'no-bsa'), `/exports/${id}`)).status, 200);
    writeFileSync(about, JSON.stringify({ ...JSON.parse(readFileSync(about, 'utf8')), variant: 'bsa' }));
    assert.equal((await get(home, home.api('A', 'no-bsa'), `/exports/${id}`)).status, 404);
    assert.equal((await get(home, home.api('A'), `/exports/${id}`)).status, 200);
  });

  it('whose kept bytes were changed is told to be broken, not given out', async () => {
    const { export: id } = await made({ ...body, format: 'html' });
    const path = join(folder, 'home', 'blobs', 'exports', 'A', id);
    writeFileSync(path, `${readFileSync(path, 'utf8')} `);
    const broken = await get(home, home.api('A'), `/exports/${id}`);
    assert.deepEqual([broken.status, broken.body.code], [409, 'VERIFY_FAILED']);
  });

  it('of something that is not there fails its job with the reason, and makes nothing', async () => {
    const sent = await post(home, home.api('A'), '/exports', { ...body, id: `acc_${'0'.repeat(32)}` });
    for (;;) {
      const { body: job } = await get(home, home.api('A'), `/jobs/${sent.body.id}`);
      if (job.state === 'failed') {
        assert.equal(job.error.code, 'NOT_FOUND');
        break;
      }
      await pause(50);
    }
  });
});
