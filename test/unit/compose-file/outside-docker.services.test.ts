import assert from 'node:assert/strict';
import { type ChildProcess, execFile, execFileSync, spawn } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, openAsBlob, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../../../services/port.ts';
import { type Service, startNeo4j, startRedis } from '../../../services/start.ts';
import type { Result } from '../../../src/core/index.ts';
import { neo4jOrSkip, redisOrSkip } from '../../services.ts';
import { composeService, root } from './compose-file.ts';

// The commands and settings of docker-compose.yml, word for word, on a machine without Docker. Only addresses and
// folders differ: those of the containers stand for ours.
const FIXTURE = join(root, 'fixtures', 'formats', 'redress-accounts', 'valid.csv');
const ENDS_WITHIN_MS = 60_000;

const base = mkdtempSync(join(tmpdir(), 'redress-test-'));
const secrets = join(base, 'secrets');
const services: Service[] = [];
const processes: ChildProcess[] = [];
after(async () => {
  for (const child of processes) child.kill('SIGKILL');
  await Promise.all(services.map((service) => service.stop()));
  rmSync(base, { recursive: true, force: true });
});

function kept<T extends Service>(result: Result<T, { readonly message: string }>): T {
  assert.ok(result.ok, result.ok ? '' : result.error.message);
  services.push(result.value);
  return result.value;
}

/** A database with the password that the composed one would have drawn, and a queue. */
async function database(): Promise<{ readonly neo4j: string; readonly redis: string }> {
  const [, script = ''] = composeService('secrets').command ?? [];
  execFileSync(process.execPath, [join(root, script), secrets]);
  mkdirSync(join(base, 'neo4j'));
  copyFileSync(join(secrets, 'neo4j_password'), join(base, 'neo4j', 'password'));
  const neo4j = kept(await startNeo4j({ home: join(base, 'neo4j'), heapMb: 512, pageCacheMb: 64, shortLived: true }));
  const redis = kept(await startRedis({ durability: 'everysec' }));
  return { neo4j: neo4j.uri, redis: redis.url };
}

type Ended = { readonly code: number | null; readonly stderr: string };

describe('the commands of docker-compose.yml, run without Docker', () => {
  it('take a file in by the API, store it by a worker, and end in order when they are asked to', async (t) => {
    if (neo4jOrSkip(t) === null || redisOrSkip(t) === null) return;
    const { neo4j, redis } = await database();
    const port = String(await freePort());
    const ours = (text: string) =>
      text
        .replace(/^bolt:.*/, neo4j)
        .replace(/^redis:.*/, redis)
        .replace('/run/redress-secrets', secrets)
        .replace('/var/lib/redress', base)
        .replace('8710', port);
    const started = (name: string) => {
      const { command = [], environment } = composeService(name);
      const settings = Object.entries(environment).map(([key, value]) => [key, ours(value)]);
      const args = command.slice(1).map(ours);
      const child = spawn(process.execPath, [join(root, 'bin', 'container.js'), ...args], {
        env: { ...process.env, ...Object.fromEntries(settings) },
        stdio: ['ignore', 'ignore', 'pipe'],
      });
      processes.push(child);
      const said: Buffer[] = [];
      child.stderr.on('data', (chunk: Buffer) => said.push(chunk));
      const ended = new Promise<Ended>((resolve) =>
        child.on('close', (code) => resolve({ code, stderr: Buffer.concat(said).toString('utf8') })),
      );
      return { child, ended };
    };
    const isHealthy = () => {
      const [, , ...args] = composeService('api').healthcheck?.test.map(ours) ?? [];
      return new Promise<boolean>((resolve) => execFile(process.execPath, args, (error) => resolve(error === null)));
    };

    const api = started('api');
    await until(isHealthy, api.ended);
    const workers = [started('workers'), started('workers')];
    const token = readFileSync(join(base, 'home', 'keys', 'api.token'), 'utf8').trim();
    const headers = { Authorization: `Bearer ${token}` };
    const body = new FormData();
    body.append('file', await openAsBlob(FIXTURE), 'accounts.csv');
    const sent = await fetch(`http://127.0.0.1:${port}/api/v1/sources`, { method: 'POST', headers, body });
    assert.equal(sent.status, 202);
    const job = `http://127.0.0.1:${port}${sent.headers.get('location')}`;
    const state = async () => ((await (await fetch(job, { headers })).json()) as { state: string }).state;
    await until(
      async () => ['done', 'failed'].includes(await state()),
      Promise.race(workers.map(({ ended }) => ended)),
    );
    assert.equal(await state(), 'done');
    assert.equal(existsSync(join(base, 'home', 'redress.db')), false, 'the home has a store of its own');

    for (const { child } of [api, ...workers]) child.kill('SIGTERM');
    for (const { ended } of [api, ...workers]) assert.equal((await ended).code, 0, (await ended).stderr);
  });
});

/** Waits for a thing that becomes true, but not for longer than the process on which it depends. */
async function until(condition: () => Promise<boolean>, ended: Promise<Ended>): Promise<void> {
  let end: Ended | null = null;
  ended.then((value) => {
    end = value;
  });
  const deadline = AbortSignal.timeout(ENDS_WITHIN_MS);
  while (!(await condition())) {
    assert.equal(end, null, 'a process ended before its work was done');
    assert.equal(deadline.aborted, false, `nothing came of it in ${ENDS_WITHIN_MS} ms`);
    await sleep(200);
  }
}
