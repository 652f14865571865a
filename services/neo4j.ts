import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import neo4j, { type Driver, type Neo4jError } from 'neo4j-driver';
import { err, ok, type Result } from '../src/core/index.ts';
import { asOurselves, containerMachine } from './container-machine.ts';
import { foundForNeo4j } from './found.ts';
import { type Home, openHome, passwordOf } from './home.ts';
import { ensureJars } from './jars.ts';
import type { Answer, Machine } from './machine.ts';
import { neo4jPlan } from './plan.ts';
import { freePort } from './port.ts';
import { processMachine } from './process-machine.ts';
import { begin, type Service, type Unavailable } from './service.ts';

export type Neo4jService = Service & {
  readonly uri: string;
  readonly user: 'neo4j';
  readonly password: string;
  /** The file that holds the password, readable by its owner alone. */
  readonly passwordFile: string;
};

export type Neo4jOptions = {
  /** Folder to keep the data in; without it a temporary one, gone after `stop`. */
  readonly home?: string | undefined;
  readonly port?: number | undefined;
  /** Upper bound of the Java heap and size of the page cache, in MB; 1024 and 256 are enough for tests. */
  readonly heapMb?: number | undefined;
  readonly pageCacheMb?: number | undefined;
  /** A server for minutes, such as that of a test: it starts and warms up faster, and never gets as fast. */
  readonly shortLived?: boolean | undefined;
  /** Told what takes long, one line at a time. */
  readonly say?: (line: string) => void;
};

/** Also the image of docker-compose.yml. */
export const NEO4J_IMAGE = 'neo4j:5.26-community';
const USER = 'neo4j';
/** Recovery after a kill takes up to 45 s with 200,000 relationships, and a busy machine is several times slower. */
const READY_SECONDS = 300;

const OPENED = ['java.nio', 'java.io', 'java.util.concurrent', 'java.lang'].map((name) => `java.base/${name}`);
const ADD_OPENS = [...OPENED, 'java.base/sun.nio.ch'].map((name) => `--add-opens=${name}=ALL-UNNAMED`);

/** What the second compiler would make faster is done before it is ready: a test saves a third of the server's time. */
const COMPILE_ONCE = ['-XX:TieredStopAtLevel=1'];

type Settings = {
  readonly home: Home;
  readonly port: number;
  readonly heapMb: number;
  readonly pageCacheMb: number;
  readonly shortLived: boolean;
};

function jarMachine(jars: string, { home, port, heapMb, pageCacheMb, shortLived }: Settings): Machine {
  const conf = join(home.folder, 'neo4j.conf');
  const lines = [
    'server.bolt.enabled=true',
    `server.bolt.listen_address=127.0.0.1:${port}`,
    // Off by default where Neo4j runs from its library.
    'dbms.security.auth_enabled=true',
    'dbms.usage_report.enabled=false',
    `server.memory.pagecache.size=${pageCacheMb}m`,
    // Half a gigabyte of empty log files otherwise, on each new home.
    'db.tx_log.preallocate=false',
  ];
  writeFileSync(conf, `${lines.join('\n')}\n`);
  const program = join(import.meta.dirname, 'Neo4jServer.java');
  return processMachine({
    command: 'java',
    args: [
      `-Xmx${heapMb}m`,
      ...(shortLived ? COMPILE_ONCE : []),
      ...ADD_OPENS,
      '-cp',
      join(jars, '*'),
      program,
      home.folder,
      conf,
    ],
    log: join(home.folder, 'server.log'),
    leftover: home.leftover,
  });
}

function dockerMachine({ home, port, heapMb, pageCacheMb }: Settings): Machine {
  const data = join(home.folder, 'data');
  mkdirSync(data, { recursive: true });
  const auth = join(home.folder, 'auth');
  // The image reads user and password from one file, as a user that is not us; the folder around it is closed to others.
  writeFileSync(auth, `${USER}/${passwordOf(home).password}`, { mode: 0o444 });
  const environment = {
    NEO4J_AUTH_FILE: '/run/secrets/auth',
    NEO4J_server_memory_heap_max__size: `${heapMb}m`,
    NEO4J_server_memory_pagecache_size: `${pageCacheMb}m`,
    NEO4J_dbms_usage__report_enabled: 'false',
  };
  const run = [
    ...asOurselves(),
    ...['--publish', `127.0.0.1:${port}:7687`],
    ...['--volume', `${data}:/data`, '--volume', `${auth}:/run/secrets/auth:ro`],
    ...Object.entries(environment).flatMap(([name, value]) => ['--env', `${name}=${value}`]),
    NEO4J_IMAGE,
  ];
  return containerMachine(run, home.leftover);
}

async function withDriver<T>(uri: string, password: string, act: (driver: Driver) => Promise<T>): Promise<T> {
  const driver = neo4j.driver(uri, neo4j.auth.basic(USER, password), {
    connectionTimeout: 2000,
    connectionAcquisitionTimeout: 5000,
  });
  try {
    return await act(driver);
  } finally {
    await driver.close();
  }
}

const UNAUTHORIZED = 'Neo.ClientError.Security.Unauthorized';

/** The code of what Neo4j, or the way to it, refused; anything else that is thrown is a bug. */
async function refusal(act: Promise<unknown>): Promise<string | null> {
  try {
    await act;
    return null;
  } catch (error) {
    // By name: where Node runs without `__proto__` no error of the driver is an instance of its class.
    if (error instanceof Error && error.name === 'Neo4jError') return (error as Neo4jError).code;
    throw error;
  }
}

/** A new Neo4j has the password "neo4j" and does nothing until it is changed. */
function firstLogin(uri: string, password: string): Promise<unknown> {
  const statement = readFileSync(join(import.meta.dirname, 'first-login.cypher'), 'utf8');
  return withDriver(uri, 'neo4j', (driver) => driver.executeQuery(statement, { password }, { database: 'system' }));
}

/** Whether Neo4j lets us in, after changing its first password where nobody has. */
async function letsUsIn(uri: string, password: string, file: string): Promise<Answer> {
  const refused = await refusal(withDriver(uri, password, (driver) => driver.getServerInfo({ database: 'neo4j' })));
  if (refused !== UNAUTHORIZED) return ok(refused === null);
  if ((await refusal(firstLogin(uri, password))) !== UNAUTHORIZED) return ok(false);
  return err(`it has another password than the one in ${file}; put the right one there or name another folder`);
}

const unavailable = (message: string) => err<Unavailable>({ code: 'NEO4J_UNAVAILABLE', message });

/**
 * Starts Neo4j 5.26 Community on a port of 127.0.0.1, with authentication on and a password of its own, and resolves
 * when it lets us in. By Docker where an engine answers, else with Java from the jars of Maven Central.
 */
export async function startNeo4j(options: Neo4jOptions = {}): Promise<Result<Neo4jService, Unavailable>> {
  const say = options.say ?? (() => undefined);
  const plan = neo4jPlan(await foundForNeo4j());
  if (!plan.ok) return unavailable(plan.error);
  const jars = plan.value === 'jars' ? await ensureJars(say) : ok(null);
  if (!jars.ok) return unavailable(jars.error);
  const home = openHome('neo4j', options.home);
  if (!home.ok) return unavailable(home.error);

  const port = options.port ?? (await freePort());
  const { heapMb = 1024, pageCacheMb = 256, shortLived = false } = options;
  const settings = { home: home.value, port, heapMb, pageCacheMb, shortLived };
  const machine = jars.value === null ? dockerMachine(settings) : jarMachine(jars.value, settings);
  const uri = `bolt://127.0.0.1:${port}`;
  const { password, file } = passwordOf(home.value);
  say(`starting Neo4j at ${uri} (5 to 20 s) …`);
  const service = await begin({
    code: 'NEO4J_UNAVAILABLE',
    home: home.value,
    machine,
    answers: () => letsUsIn(uri, password, file),
    seconds: READY_SECONDS,
  });
  return service.ok ? ok({ ...service.value, uri, user: USER, password, passwordFile: file }) : service;
}
