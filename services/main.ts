import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { type Neo4jService, type RedisService, startNeo4j, startRedis } from './start.ts';

/** `npm run services`: a Neo4j and a Redis for development, until Ctrl-C. */
const HELP = `Starts Neo4j 5.26 and Redis on free ports of 127.0.0.1 and stops them at Ctrl-C.

  npm run services [-- --keep DIR] [--neo4j-port N] [--redis-port N]

  --keep DIR       keep data and password in DIR for the next start; without it both are gone at the end
  --neo4j-port N   this port of 127.0.0.1 in place of a free one
  --redis-port N   likewise

Docker is used where an engine answers; else Java 17 with jars from Maven Central, and redis-server from PATH or, as
root, from apt-get. The lines to paste into another terminal go to stdout, everything else to stderr.`;

const PARENT_LOOK_MS = 1000;

const say = (line: string) => console.error(`services: ${line}`);

type Options = {
  readonly keep: string | undefined;
  readonly neo4jPort: number | undefined;
  readonly redisPort: number | undefined;
};

function readOptions(args: readonly string[]): Options | string {
  const option = { type: 'string' } as const;
  const options = { keep: option, 'neo4j-port': option, 'redis-port': option };
  try {
    const { values } = parseArgs({ args: [...args], options });
    const [neo4jPort, redisPort] = [values['neo4j-port'], values['redis-port']].map((text) =>
      text === undefined ? undefined : Number(text),
    );
    for (const port of [neo4jPort, redisPort])
      if (port !== undefined && !(Number.isInteger(port) && port > 0 && port < 65_536))
        return 'a port is a number from 1 to 65535';
    return { keep: values.keep === undefined ? undefined : resolve(values.keep), neo4jPort, redisPort };
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function exportLines(neo4j: Neo4jService, redis: RedisService): string {
  const quoted = `'${neo4j.passwordFile.replaceAll("'", `'\\''`)}'`;
  return [
    `export NEO4J_URI=${neo4j.uri}`,
    `export NEO4J_USER=${neo4j.user}`,
    `export NEO4J_PASSWORD_FILE=${quoted}`,
    `export REDIS_URL=${redis.url}`,
  ].join('\n');
}

/** Resolves at Ctrl-C, SIGTERM, the end of the terminal, or when whoever started us is gone. */
function untilStopped(): Promise<void> {
  const parent = process.ppid;
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve());
    setInterval(() => process.ppid !== parent && resolve(), PARENT_LOOK_MS);
  });
}

async function main({ keep, neo4jPort, redisPort }: Options): Promise<number> {
  const home = (name: string) => (keep === undefined ? undefined : join(keep, name));
  const starting = Promise.all([
    startNeo4j({ home: home('neo4j'), port: neo4jPort, say }),
    startRedis({ home: home('redis'), port: redisPort, say }),
  ]);
  const stopped = untilStopped();
  // While they start there is nothing to put down in order: their guards end what has begun as soon as we are gone.
  const started = await Promise.race([starting, stopped.then(() => null)]);
  if (started === null) return 130;
  const [neo4j, redis] = started;
  for (const service of started) if (!service.ok) say(service.error.message);
  if (neo4j.ok && redis.ok) {
    say(`ready. The password is in ${neo4j.value.passwordFile}. In another terminal:`);
    console.log(exportLines(neo4j.value, redis.value));
    say(`Ctrl-C stops both${keep === undefined ? ' and removes their data' : `; their data stays in ${keep}`}.`);
    await stopped;
    say('stopping …');
  }
  await Promise.all(started.map((service) => (service.ok ? service.value.stop() : undefined)));
  return neo4j.ok && redis.ok ? 0 : 4;
}

const args = process.argv.slice(2);
if (args.includes('--help')) {
  console.log(HELP);
} else {
  const options = readOptions(args);
  if (typeof options === 'string') {
    say(`${options}; see npm run services -- --help`);
    process.exit(2);
  }
  process.exit(await main(options));
}
