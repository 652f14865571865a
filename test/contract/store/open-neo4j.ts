import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { secretHex, systemClock, unwrap } from '../../../src/core/index.ts';
import { openNeo4j } from '../../../src/store/neo4j/index.ts';
import type { Store } from '../../../src/store/port/index.ts';
import { servicesForTests } from '../../services.ts';
import { DATABASE, emptyTestDatabase } from './neo4j-database.ts';

/** A new folder is a new home, for which the one database is emptied; a folder seen before is the home that is there. */
export async function open(folder: string): Promise<Store> {
  const { neo4j } = servicesForTests();
  if (neo4j === null) throw new Error('there is no Neo4j for the tests');
  const file = join(folder, 'home-id');
  if (!existsSync(file)) {
    await emptyTestDatabase(neo4j);
    writeFileSync(file, secretHex(16));
  }
  const homeId = readFileSync(file, 'utf8');
  return unwrap(await openNeo4j({ ...neo4j, database: DATABASE, homeId, clock: systemClock, owner: 'process' }));
}

/** A home of its own for one test of what only this store can show. */
export async function inNewHome(t: TestContext, fn: (store: Store, folder: string) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'redress-neo4j-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const store = await open(folder);
  try {
    await fn(store, folder);
  } finally {
    await store.close();
  }
}
