import { auth, driver } from 'neo4j-driver';
import type { TestNeo4j } from '../../services.ts';

/** The one user database of the Community edition. */
export const DATABASE = 'neo4j';

/** Runs one statement of a test, outside the adapter. */
export async function runOnDatabase(
  { uri, user, password }: TestNeo4j,
  text: string,
  params: Readonly<Record<string, unknown>> = {},
): Promise<readonly Record<string, unknown>[]> {
  const bolt = driver(uri, auth.basic(user, password), { disableLosslessIntegers: true, telemetryDisabled: true });
  const session = bolt.session({ database: DATABASE });
  try {
    const { records } = await session.run(text, params);
    return records.map((record) => record.toObject());
  } finally {
    await session.close();
    await bolt.close();
  }
}

/** The mark is a counter, the one kind of node beside which a home may be made. */
const MARKED = `MATCH (any) WITH count(any) AS nodes
  OPTIONAL MATCH (mark:Counter {name: 'test database'}) RETURN nodes, mark IS NOT NULL AS marked`;
/** The schema stays, and the counters with it: what a home numbers, it numbers upwards. */
const EMPTY = `MATCH (any) WHERE NOT any:Counter AND NOT any:Migration
  CALL (any) { DETACH DELETE any } IN TRANSACTIONS OF 5000 ROWS`;
const MARK = "MERGE (:Counter {name: 'test database'})";

/**
 * Empties the database of the tests for the next home. The first time it must be empty, and it is marked then; a
 * database with data and without the mark is someone's own, and is refused.
 */
export async function emptyTestDatabase(neo4j: TestNeo4j): Promise<void> {
  const [found] = await runOnDatabase(neo4j, MARKED);
  if (found?.nodes !== 0 && found?.marked !== true)
    throw new Error(`the database at ${neo4j.uri} has data and no mark of the tests; it is not emptied`);
  await runOnDatabase(neo4j, MARK);
  await runOnDatabase(neo4j, EMPTY);
}
