import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createConnection } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it, type TestContext } from 'node:test';
import { Redis } from 'ioredis';
import neo4j from 'neo4j-driver';
import { type Service, startNeo4j, startRedis } from '../../../services/start.ts';
import { neo4jOrSkip, redisOrSkip } from '../../services.ts';

const started: Service[] = [];
after(() => Promise.all(started.map((service) => service.stop())));

async function ask(uri: string, password: string, statement: string): Promise<unknown[]> {
  const driver = neo4j.driver(uri, neo4j.auth.basic('neo4j', password), { disableLosslessIntegers: true });
  try {
    return (await driver.executeQuery(statement, {}, { database: 'neo4j' })).records.map((record) => record.get(0));
  } finally {
    await driver.close();
  }
}

async function askRedis(url: string, ...command: readonly [string, ...string[]]): Promise<unknown> {
  const client = new Redis(url);
  try {
    return await client.call(...command);
  } finally {
    client.disconnect();
  }
}

const accepts = (port: number) =>
  new Promise<boolean>((resolve) => {
    const socket = createConnection({ port, host: '127.0.0.1' }, () => resolve(true));
    socket.once('error', () => resolve(false)).once('connect', () => socket.destroy());
  });

/** Here a service of its own is started, so it can be where the shared one could. */
const available = (t: TestContext) => neo4jOrSkip(t) !== null && redisOrSkip(t) !== null;

describe('a Neo4j that we started', () => {
  it('keeps what it acknowledged through a kill, and in a kept home with its password through a stop', async (t) => {
    if (!available(t)) return;
    const folder = mkdtempSync(join(tmpdir(), 'redress-test-'));
    t.after(() => rmSync(folder, { recursive: true, force: true }));
    const options = { home: join(folder, 'neo4j'), heapMb: 512, pageCacheMb: 64, shortLived: true };
    const server = await startNeo4j(options);
    assert.ok(server.ok, server.ok ? '' : server.error.message);
    const { uri, password, passwordFile, kill, restart, stop } = server.value;
    started.push(server.value);
    const port = Number(new URL(uri).port);
    assert.deepEqual(await ask(uri, password, 'CREATE (n:Kept {id: 1}) RETURN n.id'), [1]);
    await assert.rejects(ask(uri, 'another', 'RETURN 1'), { code: 'Neo.ClientError.Security.Unauthorized' });

    await kill();
    assert.equal(await accepts(port), false);
    const again = await restart();
    assert.ok(again.ok, again.ok ? '' : again.error.message);
    assert.deepEqual(await ask(uri, password, 'MATCH (n:Kept) RETURN n.id ORDER BY n.id'), [1]);
    await stop();
    assert.equal(await accepts(port), false);

    writeFileSync(passwordFile, 'forgotten-and-made-up');
    const locked = await startNeo4j(options);
    assert.match(locked.ok ? '' : locked.error.message, /another password than the one in .*password; put the right/);
  });
});

describe('a Redis that we started', () => {
  it('never evicts, and without a log forgets all at a restart', async (t) => {
    if (!available(t)) return;
    const server = await startRedis();
    assert.ok(server.ok, server.ok ? '' : server.error.message);
    const { url, restart } = server.value;
    started.push(server.value);
    assert.deepEqual(await askRedis(url, 'CONFIG', 'GET', 'maxmemory-policy'), ['maxmemory-policy', 'noeviction']);
    await askRedis(url, 'SET', 'kept', 'no');
    assert.ok((await restart()).ok);
    assert.equal(await askRedis(url, 'GET', 'kept'), null);
  });

  it('with a log that is always written keeps every acknowledged word through a kill', async (t) => {
    if (!available(t)) return;
    const server = await startRedis({ durability: 'always' });
    assert.ok(server.ok, server.ok ? '' : server.error.message);
    const { url, kill, restart } = server.value;
    started.push(server.value);
    await askRedis(url, 'SET', 'kept', 'yes');
    await kill();
    assert.ok((await restart()).ok);
    assert.equal(await askRedis(url, 'GET', 'kept'), 'yes');
  });
});

describe('npm run services', () => {
  const main = join(import.meta.dirname, '..', '..', '..', 'services', 'main.ts');
  const command = (...args: readonly string[]): ChildProcess =>
    spawn(process.execPath, [main, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });

  async function ended(child: ChildProcess) {
    const printed = { stdout: '', stderr: '' };
    for (const name of ['stdout', 'stderr'] as const)
      child[name]?.on('data', (chunk: Buffer) => {
        printed[name] += chunk.toString('utf8');
        if (printed.stdout.includes('REDIS_URL')) child.kill('SIGTERM');
      });
    const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
    return { code, ...printed };
  }

  it('prints the lines to paste, never the password, and ends both servers when it is ended', async (t) => {
    if (!available(t)) return;
    const { code, stdout, stderr } = await ended(command());
    const line =
      /^export NEO4J_URI=bolt:\/\/127\.0\.0\.1:(\d+)\nexport NEO4J_USER=neo4j\nexport NEO4J_PASSWORD_FILE='(.+)'\nexport REDIS_URL=redis:\/\/127\.0\.0\.1:(\d+)\n$/;
    const [, bolt, file = '', redis] = line.exec(stdout) ?? assert.fail(`printed ${stdout}${stderr}`);
    assert.equal(code, 0);
    assert.equal(existsSync(file), false, 'the temporary home is still there');
    assert.deepEqual([await accepts(Number(bolt)), await accepts(Number(redis))], [false, false]);
  });

  it('refuses an option that it does not know and a port that cannot be', async () => {
    const unknown = await ended(command('--porto', '1'));
    assert.deepEqual([unknown.code, unknown.stdout], [2, '']);
    assert.match(unknown.stderr, /Unknown option '--porto'/);
    const port = await ended(command('--redis-port', '70000'));
    assert.equal(port.code, 2);
    assert.match(port.stderr, /a port is a number from 1 to 65535; see npm run services -- --help/);
  });
});
