import { mkdirSync } from 'node:fs';
import { createConnection } from 'node:net';
import { join } from 'node:path';
import { err, ok, type Result } from '../src/core/index.ts';
import { asOurselves, containerMachine } from './container-machine.ts';
import { foundForRedis } from './found.ts';
import { type Home, openHome } from './home.ts';
import type { Answer, Machine } from './machine.ts';
import { redisPlan } from './plan.ts';
import { freePort } from './port.ts';
import { processMachine } from './process-machine.ts';
import { runCommand } from './run-command.ts';
import { begin, type Service, type Unavailable } from './service.ts';

export type RedisService = Service & { readonly url: string };

/** What is left after a kill: nothing; all but the last second; everything that was acknowledged. */
export type Durability = 'none' | 'everysec' | 'always';

export type RedisOptions = {
  /** Folder to keep the data in; without it a temporary one, gone after `stop`. */
  readonly home?: string | undefined;
  readonly port?: number | undefined;
  /** Default: everysec in a kept home, none in a temporary one. */
  readonly durability?: Durability | undefined;
  /** Told what takes long, one line at a time. */
  readonly say?: (line: string) => void;
};

/** Also the image of docker-compose.yml. */
export const REDIS_IMAGE = 'redis:7-alpine';
const READY_SECONDS = 60;

/** Jobs must never be evicted for space; snapshots are off because the log, where it is on, is what counts. */
export function redisArguments(durability: Durability): readonly string[] {
  const log = durability === 'none' ? ['--appendonly', 'no'] : ['--appendonly', 'yes', '--appendfsync', durability];
  return ['--save', '', ...log, '--maxmemory-policy', 'noeviction'];
}

function pathMachine(home: Home, port: number, durability: Durability): Machine {
  const place = ['--port', String(port), '--bind', '127.0.0.1', '--dir', home.folder];
  return processMachine({
    command: 'redis-server',
    args: [...place, ...redisArguments(durability)],
    log: join(home.folder, 'server.log'),
    leftover: home.leftover,
  });
}

function dockerMachine(home: Home, port: number, durability: Durability): Machine {
  const data = join(home.folder, 'data');
  mkdirSync(data, { recursive: true });
  const run = [...asOurselves(), '--publish', `127.0.0.1:${port}:6379`, '--volume', `${data}:/data`, REDIS_IMAGE];
  return containerMachine([...run, 'redis-server', ...redisArguments(durability)], home.leftover);
}

/** Whether a Redis at this port answers PING; one that still reads its log answers LOADING, which is no. */
function answersPing(port: number): Promise<Answer> {
  return new Promise((resolve) => {
    const socket = createConnection({ port, host: '127.0.0.1', timeout: 1000 }, () => socket.write('PING\r\n'));
    const end = (answer: boolean) => {
      socket.destroy();
      resolve(ok(answer));
    };
    socket.once('data', (data) => end(data.toString('utf8').startsWith('+PONG')));
    for (const event of ['error', 'timeout', 'close'] as const) socket.once(event, () => end(false));
  });
}

/** RUNLEVEL: Debian would start a server of its own on the standard port at once, which nobody asked for. */
const apt = (...args: readonly string[]) =>
  runCommand('env', ['DEBIAN_FRONTEND=noninteractive', 'RUNLEVEL=1', 'apt-get', '-qq', ...args]);

async function installByApt(say: (line: string) => void): Promise<Result<void, string>> {
  say('installing redis-server by apt-get (about 10 s, once) …');
  const install = () => apt('install', '-y', '--no-install-recommends', 'redis-server');
  let installed = await install();
  // A fresh machine has no package lists yet.
  if (!installed.ok && (await apt('update')).ok) installed = await install();
  return installed.ok ? ok(undefined) : err(`apt-get could not install redis-server: ${installed.output.slice(-1500)}`);
}

const unavailable = (message: string) => err<Unavailable>({ code: 'REDIS_UNAVAILABLE', message });

/**
 * Starts Redis on a port of 127.0.0.1 and resolves when it answers. By Docker where an engine answers, else from PATH,
 * else after apt-get has installed it, as root.
 */
export async function startRedis(options: RedisOptions = {}): Promise<Result<RedisService, Unavailable>> {
  const say = options.say ?? (() => undefined);
  const plan = redisPlan(await foundForRedis());
  if (!plan.ok) return unavailable(plan.error);
  const installed = plan.value === 'apt' ? await installByApt(say) : ok(undefined);
  if (!installed.ok) return unavailable(installed.error);
  const home = openHome('redis', options.home);
  if (!home.ok) return unavailable(home.error);

  const port = options.port ?? (await freePort());
  const durability = options.durability ?? (home.value.kept ? 'everysec' : 'none');
  const machine = (plan.value === 'docker' ? dockerMachine : pathMachine)(home.value, port, durability);
  say(`starting Redis at 127.0.0.1:${port} …`);
  const service = await begin({
    code: 'REDIS_UNAVAILABLE',
    home: home.value,
    machine,
    answers: () => answersPing(port),
    seconds: READY_SECONDS,
  });
  return service.ok ? ok({ ...service.value, url: `redis://127.0.0.1:${port}` }) : service;
}
