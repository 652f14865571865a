import assert from 'node:assert/strict';
import { existsSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Express } from 'express';
import request from 'supertest';
import { createApi } from '../../src/api/index.ts';
import {
  type App,
  analyze,
  type Caller,
  compose,
  ingest,
  listResults,
  readConfig,
  runOperation,
} from '../../src/app/index.ts';
import { sequenceAll } from '../../src/audit/index.ts';
import { sha256Hex, unwrap } from '../../src/core/index.ts';
import { temporaryFolder } from './cli.ts';

const FILE = join(import.meta.dirname, '..', '..', 'fixtures', 'formats', 'redress-accounts', 'valid.csv');
const part = (name: string, rest: string) =>
  `--b\r\nContent-Disposition: form-data; name="file"; filename="${name}"\r\n\r\n${rest}`;

describe('what is sent to the API', () => {
  const home = join(temporaryFolder(), 'home');
  let app: App;
  let caller: Caller;
  let api: Express;

  before(async () => {
    app = unwrap(await compose(unwrap(readConfig({}, home))));
    const { actor, signer } = unwrap(app.home.actor('local'));
    const opened = unwrap(app.home.case('local'));
    caller = { viewer: { actor, case: opened, purpose: opened.purpose, view: 'full' }, signer };
    api = createApi(app, { version: '0.0.0-test', caller });
  });
  after(() => app.close());

  const send = (path: string, type: string, body: string) =>
    request(api)
      .post(`/api/v1${path}`)
      .set('Authorization', `Bearer ${app.home.apiToken}`)
      .set('Content-Type', type)
      .send(body);

  it('is not kept for someone who may not take files in, and the refusal is in the log', async () => {
    unwrap(app.home.addActor('aud', 'auditor'));
    const { actor, signer } = unwrap(app.home.actor('aud'));
    const refusing = createApi(app, { version: 'test', caller: { viewer: { ...caller.viewer, actor }, signer } });
    const sent = await request(refusing)
      .post('/api/v1/sources')
      .set('Authorization', `Bearer ${app.home.apiToken}`)
      .attach('file', FILE);
    assert.deepEqual([sent.status, sent.body.code], [403, 'FORBIDDEN']);
    assert.equal(existsSync(join(home, 'blobs', 'uploads')), false, 'the refused file was kept');
    await sequenceAll(app.store);
    const { events } = await app.store.stored.auditRange(0, 100);
    const [denied] = events.map(({ event }) => event).filter(({ decision }) => decision === 'denied');
    assert.deepEqual([denied?.actor, denied?.operation], ['aud', 'sources.ingest']);
  });

  it('is refused when it breaks off, keeps nothing, and leaves the server standing', async () => {
    const broken = await send('/sources', 'multipart/form-data; boundary=b', part('a.csv', 'hello'));
    assert.deepEqual([broken.status, broken.body.code], [400, 'BAD_INPUT']);
    assert.deepEqual(readdirSync(join(home, 'blobs', 'uploads')), []);
    assert.equal((await request(api).get('/api/v1/health/live')).status, 200);
  });

  it('stays as it is for its job when it is sent once more, whole or broken off behind the file', async () => {
    const body = part('twice.csv', 'the same content\r\n--b');
    assert.equal((await send('/sources', 'multipart/form-data; boundary=b', `${body}--\r\n`)).status, 202);
    const folder = join(home, 'blobs', 'uploads', sha256Hex('the same content'));
    const { ino } = statSync(join(folder, 'twice.csv'));
    const broken = await send('/sources', 'multipart/form-data; boundary=b', `${body}\r\nContent-Disposition: form-`);
    assert.equal(broken.status, 400);
    assert.equal((await send('/sources', 'multipart/form-data; boundary=b', `${body}--\r\n`)).status, 202);
    assert.equal(statSync(join(folder, 'twice.csv')).ino, ino);
    rmSync(folder, { recursive: true });
    assert.deepEqual(readdirSync(join(home, 'blobs', 'uploads')), []);
  });

  it('is refused without a boundary, without a file, and above the size that a body may have', async () => {
    assert.equal((await send('/sources', 'multipart/form-data', 'x')).status, 400);
    assert.equal((await send('/sources', 'multipart/form-data; boundary=b', '--b--\r\n')).status, 400);
    const large = await send('/runs', 'application/json', JSON.stringify({ asOf: 'x'.repeat(1024 ** 2) }));
    assert.deepEqual([large.status, large.body.code], [413, 'FILE_TOO_LARGE']);
  });

  it('never gets a name that is a path', async () => {
    const sent = await send('/sources', 'multipart/form-data; boundary=b', part('..', 'hello\r\n--b--\r\n'));
    assert.equal(sent.status, 202);
    const [hash = ''] = readdirSync(join(home, 'blobs', 'uploads'));
    assert.deepEqual(readdirSync(join(home, 'blobs', 'uploads', hash)), ['upload']);
  });

  it('gives an ETag of what is said of an entity, which changes from Run to Run, and not of its id', async () => {
    unwrap(await runOperation(app, caller, ingest, { paths: [FILE] }));
    unwrap(await runOperation(app, caller, analyze, {}));
    const [entity] = unwrap(await runOperation(app, caller, listResults, { kind: 'entity' })).results as {
      id: string;
    }[];
    const get = (etag: string) =>
      request(api)
        .get(`/api/v1/entities/${entity?.id}`)
        .set('Authorization', `Bearer ${app.home.apiToken}`)
        .set('If-None-Match', etag);
    const first = await get('"none"');
    const etag = first.headers.etag ?? '';
    assert.equal(first.status, 200);
    assert.equal((await get(etag)).status, 304);
    assert.equal((await get(`"${entity?.id}"`)).status, 200);
  });
});
