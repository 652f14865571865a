import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import type { Express } from 'express';
import request from 'supertest';
import { createApi, openApiDocument, ROUTES, startApi } from '../../src/api/index.ts';
import { type App, type Caller, compose, path, readConfig, runOperation } from '../../src/app/index.ts';
import { failure, RedressError, stopwatch, unwrap } from '../../src/core/index.ts';
import { type ApiHome, get, openApiHome } from './api-home.ts';
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
    const ready = await request(api).get('/api/v1/health/ready');
    assert.deepEqual(ready.body, { status: 'ok', checks: { store: 'up', queue: 'up' } });
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

  it('answers a method that a path does not have with 405 and those that it has', async () => {
    for (const [method, path, allowed] of [
      ['delete', '/sources', 'POST'],
      ['put', `/networks/net_${'0'.repeat(32)}`, 'GET, HEAD'],
      ['post', '/search', 'GET, HEAD'],
    ] as const) {
      const answer = await request(api)[method](`/api/v1${path}`).set('Authorization', `Bearer ${app.home.apiToken}`);
      assert.deepEqual(
        [answer.status, answer.headers.allow, answer.body.code],
        [405, allowed, 'METHOD_NOT_ALLOWED'],
        path,
      );
    }
  });

  it('refuses to listen on any address but loopback', async () => {
    const refused = await startApi(app, { host: '0.0.0.0', port: 0, version: 'test', caller });
    assert.equal(refused.ok ? 'listening' : refused.error.code, 'NON_LOOPBACK');
    const open = unwrap(await startApi(app, { host: '127.0.0.1', port: 0, version: 'test', caller }));
    await open.close();
  });
});

describe('the API while a service is down', () => {
  const folder = temporaryFolder();
  const SECRET = 'bolt://user:password@10.0.0.7:7687';
  let app: App;
  let caller: Caller;

  before(async () => {
    app = unwrap(await compose(unwrap(readConfig({}, join(folder, 'home')))));
    const { actor, signer } = unwrap(app.home.actor('local'));
    const opened = unwrap(app.home.case('local'));
    caller = { viewer: { actor, case: opened, purpose: opened.purpose, view: 'full' }, signer };
  });
  after(() => app.close());

  const never = () => new Promise<never>(() => undefined);
  const dead = () => Promise.reject(new Error(`connect ECONNREFUSED ${SECRET}`));
  const unavailable = () =>
    Promise.reject(new RedressError(failure('SERVICE_UNAVAILABLE', `no answer from ${SECRET}`)));

  /** The program on a store over a network that answers as `answer` does. */
  function onStore(answer: () => Promise<never>): Express {
    const neo4j = { uri: SECRET, user: 'u', password: 'p', database: 'd' };
    const store: App['store'] = { ...app.store, note: answer, describe: answer };
    return createApi({ ...app, config: { ...app.config, neo4j }, store }, { version: 'test', caller });
  }

  for (const [how, answer] of [
    ['hangs', never],
    ['refuses the connection', dead],
    ['is told unavailable by its adapter', unavailable],
  ] as const)
    it(`answers 503 with Retry-After within two seconds when the store ${how}, and nothing of the driver`, async () => {
      const watch = stopwatch();
      const refused = await request(onStore(answer))
        .get('/api/v1/networks')
        .set('Authorization', `Bearer ${app.home.apiToken}`);
      assert.ok(watch.elapsedSeconds() < 2, `${watch.elapsedSeconds()} s`);
      assert.deepEqual([refused.status, refused.headers['retry-after']], [503, '2']);
      assert.match(refused.headers['content-type'] ?? '', /application\/problem\+json/);
      assert.doesNotMatch(refused.text, /10\.0\.0\.7|password|ECONNREFUSED/);
      const ready = await request(onStore(answer)).get('/api/v1/health/ready');
      assert.deepEqual(
        [ready.status, ready.body],
        [503, { status: 'unavailable', checks: { store: 'down', queue: 'up' } }],
      );
      assert.equal((await request(onStore(answer)).get('/api/v1/health/live')).status, 200);
    });

  it('answers a read of the store though the queue is down, and no request that needs the queue', async () => {
    const queue: App['queue'] = { ...app.queue, list: never, get: never, enqueue: never };
    const slow: App['store'] = { ...app.store, note: (event) => pause(900).then(() => app.store.note(event)) };
    const config = { ...app.config, redisUrl: 'redis://127.0.0.1:1' };
    const api = createApi({ ...app, config, queue, store: slow }, { version: 'test', caller });
    const ask = (path: string) =>
      request(api).get(`/api/v1${path}`).set('Authorization', `Bearer ${app.home.apiToken}`);
    assert.equal((await ask('/networks')).status, 404);
    assert.equal((await ask(`/jobs/job_${'0'.repeat(32)}`)).status, 503);
  });

  it('waits for work that takes long while its services live', async () => {
    const slow: App['store'] = {
      ...app.store,
      note: async (event) => {
        await pause(1_500);
        return app.store.note(event);
      },
    };
    const answer = await request(createApi({ ...app, store: slow }, { version: 'test', caller }))
      .get('/api/v1/networks')
      .set('Authorization', `Bearer ${app.home.apiToken}`);
    assert.deepEqual([answer.status, answer.body.code], [404, 'NOT_FOUND']);
  });
});

describe('the lists and explorations of the API', () => {
  const folder = temporaryFolder();
  let home: ApiHome;

  before(async () => {
    home = await openApiHome(folder);
  });
  after(() => home.close());

  it('go page by page through a list, each result once, and refuse a cursor of another list', async () => {
    const api = home.api('A');
    const whole = await get(home, api, '/findings');
    const ids = (whole.body.results as { id: string }[]).map(({ id }) => id);
    assert.deepEqual([whole.body.explored, whole.body.truncated, whole.body.next], [ids.length, false, null]);
    assert.ok(ids.length >= 2, `${ids.length} findings are too few for pages`);
    const paged: string[] = [];
    let cursor = '';
    do {
      const { body } = await get(home, api, `/findings?limit=1${cursor}`);
      assert.equal(body.explored, ids.length);
      paged.push(...(body.results as { id: string }[]).map(({ id }) => id));
      cursor = body.next === null ? '' : `&cursor=${body.next}`;
    } while (cursor !== '' && paged.length <= ids.length);
    assert.deepEqual(paged, ids);
    assert.equal((await get(home, api, `/networks?cursor=${ids[0]}`)).status, 400);
  });

  it('search, expand and find paths with the same answers as the command line', async () => {
    const api = home.api('A');
    const [ada] = (await get(home, api, '/search?q=ada%20alder')).body.results;
    const [cy] = (await get(home, api, '/search?q=cy%20cedar&limit=1')).body.results;
    const around = await get(home, api, `/entities/${ada.id}/expand?depth=1&kinds=account-party,transfer`);
    assert.deepEqual(
      around.body.results.map(({ depth, type }: { depth: number; type: string }) => [depth, type]),
      [
        [0, 'entity'],
        [1, 'account'],
      ],
    );
    const there = await get(home, api, `/paths?from=${ada.id}&to=${cy.id}&money=true`);
    const back = await get(home, api, `/paths?from=${cy.id}&to=${ada.id}&money=true`);
    assert.deepEqual([there.body.results.length, back.body.results.length], [1, 0]);
    assert.deepEqual(
      unwrap(await runOperation(home.app, home.caller('A'), path, { from: ada.id, to: cy.id, money: true })),
      there.body,
    );
  });

  it('show nothing of one case to another, by search, by id or by path', async () => {
    const [ada, cy] = (await get(home, home.api('A'), '/search?q=ada%20alder')).body.results.concat(
      (await get(home, home.api('A'), '/search?q=cy%20cedar')).body.results,
    );
    const api = home.api('B');
    for (const asked of [
      '/search?q=ada%20alder',
      `/entities/${ada.id}`,
      `/entities/${ada.id}/expand`,
      `/paths?from=${ada.id}&to=${cy.id}`,
    ])
      assert.equal((await get(home, api, asked)).status, 404, asked);
  });

  it('refuse a depth, a kind or a limit that there is not', async () => {
    for (const query of ['depth=6', 'kinds=friend', 'limit=5001', 'depth=0', 'color=red'])
      assert.equal(
        (await get(home, home.api('A'), `/entities/ent_${'0'.repeat(32)}/expand?${query}`)).status,
        400,
        query,
      );
  });
});
