import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { startApi } from '../../src/api/index.ts';
import type { App } from '../../src/app/index.ts';
import { type Json, unwrap } from '../../src/core/index.ts';
import type { JobEvent } from '../../src/queue/port/index.ts';
import { startWorkers } from '../../workers/main.ts';
import { type ApiHome, get, openApiHome, post } from './api-home.ts';
import { temporaryFolder } from './cli.ts';

type Told = { readonly id: string; readonly event: string; readonly data: Json };

/** The events of a stream of text/event-stream (WHATWG HTML 9.2); comments and `retry` are no events. */
function parseEvents(text: string): Told[] {
  return text.split('\n\n').flatMap((block) => {
    const fields = new Map(
      block.split('\n').map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 2)]),
    );
    const [id, event, data] = [fields.get('id'), fields.get('event'), fields.get('data')];
    return id === undefined || event === undefined || data === undefined
      ? []
      : [{ id, event, data: JSON.parse(data) as Json }];
  });
}

describe('the events of a job', () => {
  const folder = temporaryFolder();
  let home: ApiHome;
  let url: string;
  let close: () => Promise<void>;

  async function listen(app: App): Promise<{ readonly url: string; readonly close: () => Promise<void> }> {
    const options = { host: '127.0.0.1', port: 0, version: 'test', caller: home.caller('A') };
    return unwrap(await startApi(app, options));
  }
  const ask = (base: string, path: string, headers: Record<string, string> = {}, signal?: AbortSignal) =>
    fetch(`${base}/api/v1${path}`, {
      headers: { Authorization: home.token, ...headers },
      ...(signal ? { signal } : {}),
    });

  before(async () => {
    home = await openApiHome(folder);
    ({ url, close } = await listen(home.app));
  });
  after(async () => {
    await close();
    await home.close();
  });

  async function newRun(seed: number): Promise<string> {
    const { body, status } = await post(home, home.api('A'), '/runs', { seed });
    assert.equal(status, 202, JSON.stringify(body));
    return body.id;
  }

  it('are told as they come, each with an id, and end with the job', async () => {
    const id = await newRun(11);
    const stream = await ask(url, `/jobs/${id}/events`);
    assert.match(stream.headers.get('content-type') ?? '', /^text\/event-stream/);
    const workers = startWorkers(home.app);
    const told = parseEvents(await stream.text());
    await workers.stop();
    const kinds = told.map(({ event }) => event);
    assert.deepEqual([kinds[0], kinds.at(-1)], ['waiting', 'done']);
    assert.equal(new Set(told.map((item) => item.id)).size, told.length);
    assert.equal((await get(home, home.api('A'), `/jobs/${id}`)).body.state, 'done');

    const second = told[1]?.id ?? '';
    const again = await ask(url, `/jobs/${id}/events`, { 'Last-Event-ID': second });
    assert.deepEqual(parseEvents(await again.text()), told.slice(2));
  });

  it('are not there for another case, nor the job, nor for a narrower view of the same case', async () => {
    const id = await newRun(12);
    for (const api of [home.api('B'), home.api('A', 'no-bsa')])
      for (const path of [`/jobs/${id}`, `/jobs/${id}/events`]) {
        const { status, body } = await get(home, api, path);
        assert.deepEqual([status, body.code, body.detail.includes('case')], [404, 'NOT_FOUND', false], path);
      }
    const absent = await get(home, home.api('B'), `/jobs/job_${'0'.repeat(32)}`);
    const hidden = await get(home, home.api('B'), `/jobs/${id}`);
    assert.equal(hidden.body.detail.replace(id, ''), absent.body.detail.replace(`job_${'0'.repeat(32)}`, ''));
  });

  it('refuse a Last-Event-ID that no stream gave', async () => {
    const id = await newRun(13);
    for (const given of ['abc', '1;2', '-1']) {
      const answer = await ask(url, `/jobs/${id}/events`, { 'Last-Event-ID': given });
      assert.deepEqual([answer.status, ((await answer.json()) as { code: string }).code], [400, 'BAD_INPUT'], given);
    }
  });

  it('are kept alive by a comment every 15 seconds while nothing happens', async (t) => {
    const id = await newRun(16);
    t.mock.timers.enable({ apis: ['setInterval'] });
    const reader = new AbortController();
    const stream = await ask(url, `/jobs/${id}/events`, {}, reader.signal);
    const chunks = stream.body?.pipeThrough(new TextDecoderStream()).getReader();
    let text = '';
    const readTo = async (end: string) => {
      while (!text.includes(end)) text += (await chunks?.read())?.value ?? '';
    };
    await readTo('event: waiting');
    t.mock.timers.tick(14_999);
    assert.doesNotMatch(text, /still here/);
    t.mock.timers.tick(1);
    await readTo(': still here\n\n');
    assert.equal(parseEvents(text).length, 1);
    reader.abort();
    await chunks?.cancel().catch(() => undefined);
  });

  it('end when the server stops, so that a reader does not hold it', async () => {
    const id = await newRun(14);
    const server = await listen(home.app);
    const stream = await ask(server.url, `/jobs/${id}/events`);
    const text = stream.text();
    await pause(50);
    await server.close();
    assert.deepEqual(
      parseEvents(await text).map(({ event }) => event),
      ['waiting'],
    );
  });

  describe('of a queue that tells much', () => {
    let given = 0;
    let ended = false;
    /** The home with a queue whose history has no end. */
    function talkative(): App {
      async function* events(_id: string, _after: string | null, signal: AbortSignal): AsyncGenerator<JobEvent> {
        try {
          while (!signal.aborted) yield { id: String(++given), kind: 'progress', data: 'x'.repeat(65_536) };
        } finally {
          ended = true;
        }
      }
      return { ...home.app, queue: { ...home.app.queue, events } };
    }

    it('wait for a slow reader, and stop when the reader goes', async () => {
      const id = await newRun(15);
      const server = await listen(talkative());
      const reader = new AbortController();
      const stream = await ask(server.url, `/jobs/${id}/events`, {}, reader.signal);
      await pause(400);
      const piledUp = given;
      await pause(200);
      assert.equal(given, piledUp, 'events went on though nobody read them');
      assert.ok(piledUp < 1_000, `${piledUp} events of 64 kB were piled up`);
      assert.equal(ended, false);
      reader.abort();
      await stream.text().catch(() => undefined);
      for (let tries = 0; !ended && tries < 100; tries++) await pause(20);
      assert.equal(ended, true);
      await server.close();
    });
  });
});
