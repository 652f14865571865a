import { type ChainableCommander, Redis } from 'ioredis';
import { err, failure, ok, RedressError, type Result } from '../../core/index.ts';

/** Longest that a caller waits for Redis, so that whoever asked can be told within two seconds. */
export const ANSWER_MS = 1_500;
const PING_MS = 300;
const OLDEST_VERSION = [6, 2] as const;
/** Redis is asked to come back ten times a second at first, and never less often than each second. */
const pauseBeforeReconnect = (times: number): number => Math.min(100 * times, 1_000);

/** Keeps an error of the connection from ending the process: whoever calls is told by the call that fails. */
export const toldByTheCall = (): void => undefined;

class NoAnswer extends Error {}

async function within<T>(milliseconds: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new NoAnswer(`no answer in ${milliseconds} ms`)), milliseconds);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

function away(cause: unknown): RedressError {
  return new RedressError(failure('SERVICE_UNAVAILABLE', 'Redis, which holds the queue, does not answer', {}, cause));
}

/** Asked after a failure: the status of a connection that has just broken still says that it is ready. */
function answersPing(client: Redis): Promise<boolean> {
  return within(PING_MS, client.ping()).then(
    () => true,
    () => false,
  );
}

/** Runs commands as one transaction. Redis reports what failed inside it as a value; here it is thrown. */
export async function allOf(commands: ChainableCommander): Promise<void> {
  for (const [error] of (await commands.exec()) ?? []) if (error !== null) throw error;
}

/**
 * Runs commands on a connection that never queues them: while Redis is away they fail at once. Throws RedressError
 * SERVICE_UNAVAILABLE when Redis is away or silent; other errors are bugs and stay as they are.
 */
export async function answered<T>(client: Redis, act: () => Promise<T>, milliseconds: number): Promise<T> {
  // BullMQ would wait for a connection that it has not used before, however long that takes.
  if (client.status !== 'ready') throw away(client.status);
  try {
    return await within(milliseconds, act());
  } catch (cause) {
    if (cause instanceof NoAnswer || !(await answersPing(client))) throw away(cause);
    throw cause;
  }
}

/** One line of what `INFO` tells. */
function told(info: string, name: string): string {
  return (
    info
      .split('\r\n')
      .find((line) => line.startsWith(`${name}:`))
      ?.slice(name.length + 1) ?? ''
  );
}

/** A full Redis of any other policy throws jobs away without a word. */
function unfit(info: string): string | null {
  const version = told(info, 'redis_version');
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major < OLDEST_VERSION[0] || (major === OLDEST_VERSION[0] && minor < OLDEST_VERSION[1]))
    return `Redis ${version} is too old for the queue; it needs ${OLDEST_VERSION.join('.')} or later`;
  const policy = told(info, 'maxmemory_policy');
  return policy === 'noeviction' ? null : `maxmemory-policy of Redis is ${policy}; the queue needs noeviction`;
}

/** Where a Redis is, without the password that its address may hold. */
function placeOf(url: string): string {
  const { hostname, port } = new URL(url);
  return `${hostname}:${port === '' ? '6379' : port}`;
}

/** Opens the connection for all calls, which comes back by itself. Error: SERVICE_UNAVAILABLE (away, too old, or evicting). */
export async function connect(url: string): Promise<Result<Redis>> {
  const client = new Redis(url, {
    lazyConnect: true,
    enableOfflineQueue: false,
    // What was under way when the connection broke fails at once; only with 0 does ioredis end it at all.
    autoResendUnfulfilledCommands: false,
    maxRetriesPerRequest: 0,
    retryStrategy: pauseBeforeReconnect,
  });
  client.on('error', toldByTheCall);
  try {
    const info = await within(
      ANSWER_MS,
      client.connect().then(() => client.info()),
    );
    const reason = unfit(info);
    if (reason === null) return ok(client);
    client.disconnect();
    return err(failure('SERVICE_UNAVAILABLE', `${reason} (${placeOf(url)})`));
  } catch (cause) {
    client.disconnect();
    return err(failure('SERVICE_UNAVAILABLE', `Redis does not answer at ${placeOf(url)}`, {}, cause));
  }
}
