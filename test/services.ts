import type { TestContext } from 'node:test';

export type TestNeo4j = { readonly uri: string; readonly user: string; readonly password: string };
export type TestRedis = { readonly url: string };

/**
 * The servers that test/run.ts started, or was given, for the files `*.services.test.ts`. Those run one after another
 * and share one database and one Redis: each clears what it needs clear. A test that ends or restarts a server starts
 * its own through services/start.ts.
 */
export function servicesForTests(): { readonly neo4j: TestNeo4j | null; readonly redis: TestRedis | null } {
  const {
    TEST_NEO4J_URI: uri,
    TEST_NEO4J_USER: user,
    TEST_NEO4J_PASSWORD: password,
    TEST_REDIS_URL: url,
  } = process.env;
  return {
    neo4j: uri === undefined ? null : { uri, user: user ?? 'neo4j', password: password ?? '' },
    redis: url === undefined ? null : { url },
  };
}

/** The Neo4j for tests; where there is none the test is skipped, and says so. */
export function neo4jOrSkip(t: TestContext): TestNeo4j | null {
  const { neo4j } = servicesForTests();
  if (neo4j === null) t.skip('NOT RUN: no Neo4j could be started');
  return neo4j;
}

/** The Redis for tests; where there is none the test is skipped, and says so. */
export function redisOrSkip(t: TestContext): TestRedis | null {
  const { redis } = servicesForTests();
  if (redis === null) t.skip('NOT RUN: no Redis could be started');
  return redis;
}
