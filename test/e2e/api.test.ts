import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Express } from 'express';
import request from 'supertest';
import { createApi, openApiDocument, ROUTES, startApi } from '../../src/api/index.ts';
import { type App, type Caller, compose, readConfig } from '../../src/app/index.ts';
import { unwrap } from '../../src/core/index.ts';
import { temporaryFolder } from './cli.ts';

describe('the API', () => {
  const folder = temporaryFolder();
  let app: App;
  let caller: Caller;
  let api: Express;

  before(async () => {
    app = unwrap(await compose(unwrap(readConfig({}, join(folder, 'home')))));
    const { actor, signer } = unwrap(app.home.actor('local'));
    const opened = unwrap(app.home.case('local'));
    caller = { viewer: { actor, case: opened, purpose: opened.purpose, view: 'full' }, signer };
    api = createApi(app, { version: '0.0.0-test', caller });
  });
  after(() => app.close());

  const asToken = (path: string) => request(api).get(path).set('Authorization', `Bearer ${app.home.apiToken}`);

  it('answers health without a token and everything else only with one', async () => {
    assert.equal((await request(api).get('/api/v1/health/live')).status, 200);
    assert.equal((await request(api).get('/api/v1/health/ready')).body.status, 'ok');
    for (const { method, path, access } of ROUTES.filter((item) => item.access === 'token')) {
      const url = `/api/v1${path.replace('{id}', `net_${'0'.repeat(32)}`).replace('{sha}', '0'.repeat(64))}`;
      const answer = await request(api)[method](url).set('Authorization', 'Bearer wrong');
      assert.equal(answer.status, 401, `${method} ${path} ${access}`);
      assert.match(answer.headers['content-type'] ?? '', /application\/problem\+json/);
    }
  });

  it('describes exactly the routes that it serves', () => {
    const document = openApiDocument(ROUTES, '1.0.0') as {
      openapi: string;
      paths: Record<string, Record<string, unknown>>;
    };
    const described = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method} ${path}`),
    );
    assert.equal(document.openapi, '3.1.0');
    assert.deepEqual(described.sort(), ROUTES.map((item) => `${item.method} ${item.path}`).sort());
  });

  it('answers absent and malformed with problem documents that hold no stack and no parser text', async () => {
    const absent = await asToken(`/api/v1/networks/net_${'0'.repeat(32)}`);
    assert.equal(absent.status, 404);
    assert.equal(absent.body.code, 'NOT_FOUND');
    const malformed = await asToken('/api/v1/networks/nonsense');
    assert.equal(malformed.status, 400);
    const broken = await request(api)
      .post('/api/v1/runs')
      .set('Authorization', `Bearer ${app.home.apiToken}`)
      .set('Content-Type', 'application/json')
      .send('{"a":');
    assert.equal(broken.status, 400);
    assert.doesNotMatch(JSON.stringify(broken.body), /JSON|position|at /);
    const unknownField = await request(api)
      .post('/api/v1/runs')
      .set('Authorization', `Bearer ${app.home.apiToken}`)
      .send({ admin: true });
    assert.equal(unknownField.status, 400);
  });

  it('sends a strict content policy and forbids caching', async () => {
    const { headers } = await request(api).get('/docs');
    assert.match(headers['content-security-policy'] ?? '', /default-src 'none'/);
    assert.equal(headers['cache-control'], 'no-store');
    assert.equal(headers['x-powered-by'], undefined);
  });

  it('refuses to listen on any address but loopback', async () => {
    const refused = await startApi(app, { host: '0.0.0.0', port: 0, version: 'test', caller });
    assert.equal(refused.ok ? 'listening' : refused.error.code, 'NON_LOOPBACK');
    const open = unwrap(await startApi(app, { host: '127.0.0.1', port: 0, version: 'test', caller }));
    await open.close();
  });
});
