import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Neo4jService, RedisService } from '../../services/start.ts';
import { startNeo4j, startRedis } from '../../services/start.ts';
import { type App, type Caller, compose, readConfig } from '../../src/app/index.ts';
import { unwrap } from '../../src/core/index.ts';
import { emptyTestDatabase } from '../contract/store/neo4j-database.ts';

/** Lock and stall times of the fault tests, in seconds: a killed worker's job is taken again after this long. */
const LEASE_SECONDS = '2';
const MAIN = join(import.meta.dirname, '..', '..', 'src', 'cli', 'main.ts');
const FLAGS = ['--disable-warning=ExperimentalWarning', '--disable-proto=delete'];

/** The production shape on this machine: a Neo4j and a Redis of their own, which a test may end and start again. */
export type Production = {
  readonly neo4j: Neo4jService;
  readonly redis: RedisService;
  /** Settings of a process that works in the home. */
  readonly settings: Readonly<Record<string, string>>;
  /** A home that has seen nothing, on a database that holds nothing. */
  readonly newHome: () => Promise<string>;
  readonly stop: () => Promise<void>;
};

/** Redis keeps what it acknowledged over a kill (AOF with fsync at every write), so that a lost job is a fault of ours. */
export async function startProduction(folder: string): Promise<Production> {
  const [database, queue] = await Promise.all([
    startNeo4j({ home: join(folder, 'neo4j'), shortLived: true }),
    startRedis({ home: join(folder, 'redis'), durability: 'always' }),
  ]);
  const [neo4jService, redis] = [unwrap(database as never) as Neo4jService, unwrap(queue as never) as RedisService];
  const { uri, passwordFile } = neo4jService;
  return {
    neo4j: neo4jService,
    redis,
    settings: {
      NEO4J_URI: uri,
      NEO4J_PASSWORD_FILE: passwordFile,
      REDIS_URL: redis.url,
      REDRESS_LEASE_SECONDS: LEASE_SECONDS,
    },
    newHome: async () => {
      await emptyTestDatabase(neo4jService);
      return mkdtempSync(join(folder, 'home-'));
    },
    stop: async () => {
      await Promise.all([neo4jService.stop(), redis.stop()]);
    },
  };
}

/** A worker process: `redress work` as an operator starts it. */
export type WorkerProcess = { readonly kill: () => Promise<void>; readonly stop: () => Promise<void> };

async function ended(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = once(child, 'exit');
  child.kill(signal);
  await exit;
}

/** Starts a worker and resolves when it works. */
export async function startWorkerProcess(home: string, settings: Production['settings']): Promise<WorkerProcess> {
  const child = spawn(process.execPath, [...FLAGS, MAIN, '--home', home, 'work'], {
    env: { ...process.env, ...settings },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const said: string[] = [];
  const ready = new Promise<void>((resolve, reject) => {
    createInterface({ input: child.stderr }).on('line', (line) => {
      said.push(line);
      if (line.startsWith('Working.')) resolve();
    });
    child.once('exit', (code, signal) =>
      reject(new Error(`a worker ended with ${code ?? signal}: ${said.join('\n')}`)),
    );
  });
  await ready;
  return { kill: () => ended(child, 'SIGKILL'), stop: () => ended(child, 'SIGTERM') };
}

/** The home as the API's process has it open: it enqueues and asks, and works nothing itself. */
export async function openClient(home: string, settings: Production['settings']): Promise<[App, Caller]> {
  const app = unwrap(await compose(unwrap(readConfig({ ...settings }, home))));
  const { actor, signer } = unwrap(app.home.actor('local'));
  const opened = unwrap(app.home.case('local'));
  return [app, { viewer: { actor, case: opened, purpose: opened.purpose, view: 'full' }, signer }];
}
