import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { redress, redressJson, temporaryFolder } from './cli.ts';

const root = join(import.meta.dirname, '..', '..');

describe('the manners of the command line', () => {
  const folder = temporaryFolder();
  const home = join(folder, 'home');
  const inHome = (...args: string[]) => redress(['--home', home, ...args]);

  it('refuses an option value that it does not know, where a guess would show more than was asked for', async () => {
    for (const args of [
      ['--view', 'nobsa', 'doctor'],
      ['networks', '--limit', '5x'],
      ['analyze', '--seed', '1.5'],
      ['serve', '--port', '99999'],
    ]) {
      const { code, stderr } = await inHome(...args);
      assert.equal(code, 2, args.join(' '));
      assert.doesNotMatch(stderr, /\n\s+at /);
    }
  });

  it('answers a usage error as JSON when JSON is asked for', async () => {
    const { code, stdout } = await redress(['--json', 'nonsense']);
    assert.equal(code, 2);
    assert.equal(JSON.parse(stdout).error.code, 'USAGE');
  });

  it('shows by `help NAME` what `NAME --help` shows', async () => {
    const [asked, own] = [await redress(['help', 'ingest']), await redress(['ingest', '--help'])];
    assert.equal(asked.stdout, own.stdout);
    assert.match(own.stdout, /--source-class/);
  });

  it('answers each line of an ownership batch, also one that is no JSON, and names a batch that is not there', async () => {
    const batch = join(folder, 'batch.ndjson');
    writeFileSync(batch, '{broken\n{"name":"Nobody"}\n');
    const { code, stdout } = await inHome('ownership', '--batch', batch);
    const codes = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line).error.code);
    assert.deepEqual([code, codes], [1, ['MALFORMED_JSON', 'NOT_FOUND']]);
    const absent = await inHome('--json', 'ownership', '--batch', join(folder, 'absent'));
    assert.deepEqual([absent.code, JSON.parse(absent.stdout).error.code], [1, 'FILE_NOT_READABLE']);
  });

  it('says that a port is in use, and is no bug', async () => {
    const holder = createServer().listen(0, '127.0.0.1');
    await once(holder, 'listening');
    const { port } = holder.address() as { port: number };
    const { code, stdout } = await inHome('--json', 'serve', '--port', String(port));
    holder.close();
    assert.deepEqual([code, JSON.parse(stdout).error.code], [4, 'PORT_UNAVAILABLE']);
  });

  it('states of bytes that are stored already the format they were stored under', async () => {
    const file = join(root, 'fixtures', 'formats', 'redress-transfers', 'valid.csv');
    await inHome('ingest', file);
    const { sources } = await redressJson<{ sources: Record<string, unknown>[] }>([
      ...['--home', home, 'ingest', file, '--format', 'bods'],
    ]);
    const { status, format, sourceClass } = sources[0] ?? {};
    assert.deepEqual([status, format, sourceClass], ['already-stored', 'redress-transfers', 'PROCESS_OBTAINED']);
  });

  it('says in plain lines which service is away, and ends with 4', async () => {
    const env = { NEO4J_URI: 'bolt://127.0.0.1:1', NEO4J_PASSWORD: 'canary', REDIS_URL: 'redis://:canary@127.0.0.1:1' };
    const doctor = await redress(['--home', home, 'doctor'], { env });
    assert.equal(doctor.code, 4, doctor.stderr);
    assert.match(doctor.stdout, /^neo4j +NOT REACHABLE, .+\nredis +NOT REACHABLE, .+\n$/);
    const other = await redress(['--home', home, 'networks'], { env });
    assert.equal(other.code, 4);
    assert.match(other.stderr, /^SERVICE_UNAVAILABLE: [^\n]+\n$/);
    assert.doesNotMatch(doctor.stdout + doctor.stderr + other.stderr, /canary|\n\s+at /);
  });

  it('ends its work in silence when the reader of its answer goes away', async () => {
    const main = join(root, 'src', 'cli', 'main.ts');
    const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', main, '--home', home, 'doctor']);
    child.stdout.destroy();
    const told: Buffer[] = [];
    child.stderr.on('data', (chunk: Buffer) => told.push(chunk));
    const [code] = await once(child, 'close');
    assert.deepEqual([code, Buffer.concat(told).toString()], [0, '']);
  });

  it('hands SIGTERM on to the program and waits for it, so that the home is free when the command has ended', async () => {
    const child = spawn(process.execPath, [join(root, 'bin', 'redress.js'), '--home', home, 'work'], {
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    await once(child.stderr, 'data');
    child.kill('SIGTERM');
    const [code, signal] = await once(child, 'exit');
    assert.deepEqual([code, signal], [0, null]);
    assert.equal((await inHome('doctor')).code, 0);
  });
});
