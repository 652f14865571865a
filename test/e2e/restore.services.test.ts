import { describe, it } from 'node:test';
import { compose, readConfig } from '../../src/app/index.ts';
import { unwrap } from '../../src/core/index.ts';
import { emptyTestDatabase } from '../contract/store/neo4j-database.ts';
import { neo4jOrSkip, type TestNeo4j } from '../services.ts';
import { temporaryFolder } from './cli.ts';
import { oneRing } from './one-ring.ts';
import { type OpenHome, openEmbeddedHome, restoreDrill } from './restore-drill.ts';

/** Opens a new home on the emptied Neo4j of the tests. */
function openOn(neo4j: TestNeo4j): OpenHome {
  const { uri, user, password } = neo4j;
  return async (folder) => {
    await emptyTestDatabase(neo4j);
    const settings = { NEO4J_URI: uri, NEO4J_USER: user, NEO4J_PASSWORD: password };
    return unwrap(await compose(unwrap(readConfig(settings, folder))));
  };
}

describe('a home that moves to another store by its backup', () => {
  it('reads the same and makes the same Run on Neo4j as in the file that it came from', async (t) => {
    const neo4j = neo4jOrSkip(t);
    if (neo4j === null) return;
    const folder = temporaryFolder();
    await restoreDrill(oneRing(1, folder), folder, { source: openEmbeddedHome, target: openOn(neo4j) });
  });

  it('reads the same and makes the same Run in a file as on the Neo4j that it came from', async (t) => {
    const neo4j = neo4jOrSkip(t);
    if (neo4j === null) return;
    const folder = temporaryFolder();
    await restoreDrill(oneRing(1, folder), folder, { source: openOn(neo4j), target: openEmbeddedHome });
  });
});
