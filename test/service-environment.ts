import { existsSync, readFileSync } from 'node:fs';
import { startNeo4j, startRedis } from '../services/start.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

/** One service as the tests find it: variables to pass on, or why it is not there; and how it is put away. */
type Provided = {
  readonly variables: Record<string, string>;
  readonly notRun: string | null;
  readonly stop: () => Promise<void>;
};

/** What the product reads; a test that sets none of it must get the embedded store and queue. */
const OF_THE_USER = ['NEO4J_URI', 'NEO4J_USER', 'NEO4J_PASSWORD', 'NEO4J_PASSWORD_FILE', 'NEO4J_DATABASE', 'REDIS_URL'];

const nothingToStop = async () => undefined;
const asGiven = (variables: Record<string, string>): Provided => ({ variables, notRun: null, stop: nothingToStop });
const missing = (notRun: string): Provided => ({ variables: {}, notRun, stop: nothingToStop });

/** The environment of every test process: without the user's services. */
export function withoutServices(environment: Environment): Environment {
  return Object.fromEntries(Object.entries(environment).filter(([name]) => !OF_THE_USER.includes(name)));
}

async function provideNeo4j(environment: Environment, say: (line: string) => void): Promise<Provided> {
  const { TEST_NEO4J_URI, NEO4J_URI: uri, NEO4J_PASSWORD_FILE: file } = environment;
  if (TEST_NEO4J_URI) return asGiven({});
  if (uri) {
    say(`the tests write to the Neo4j of NEO4J_URI (${uri}) and empty it`);
    if (file && !existsSync(file)) return missing(`neo4j: NEO4J_PASSWORD_FILE names ${file}, which is not there`);
    const password = file ? readFileSync(file, 'utf8').trim() : (environment.NEO4J_PASSWORD ?? '');
    const user = environment.NEO4J_USER ?? 'neo4j';
    return asGiven({ TEST_NEO4J_URI: uri, TEST_NEO4J_USER: user, TEST_NEO4J_PASSWORD: password });
  }
  const started = await startNeo4j({ say, shortLived: true });
  if (!started.ok) return missing(`neo4j: ${started.error.message}`);
  const { uri: own, user, password, stop } = started.value;
  return {
    variables: { TEST_NEO4J_URI: own, TEST_NEO4J_USER: user, TEST_NEO4J_PASSWORD: password },
    notRun: null,
    stop,
  };
}

async function provideRedis(environment: Environment, say: (line: string) => void): Promise<Provided> {
  const { TEST_REDIS_URL, REDIS_URL: url } = environment;
  if (TEST_REDIS_URL) return asGiven({});
  if (url) {
    say(`the tests write to the Redis of REDIS_URL (${url}) and empty it`);
    return asGiven({ TEST_REDIS_URL: url });
  }
  const started = await startRedis({ say });
  if (!started.ok) return missing(`redis: ${started.error.message}`);
  return { variables: { TEST_REDIS_URL: started.value.url }, notRun: null, stop: started.value.stop };
}

/**
 * Both services for the service tests: those that TEST_* or the user's own settings name, else ones that are started
 * here. A service that cannot be had is a line in `notRun`, never an error.
 */
export async function provideServices(environment: Environment, say: (line: string) => void) {
  const provided = await Promise.all([provideNeo4j(environment, say), provideRedis(environment, say)]);
  return {
    environment: Object.assign(
      { ...withoutServices(environment) },
      ...provided.map((one) => one.variables),
    ) as Environment,
    notRun: provided.map((one) => one.notRun).filter((line) => line !== null),
    stop: async () => {
      await Promise.all(provided.map((one) => one.stop()));
    },
  };
}
