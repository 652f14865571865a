import { type Clock, err, failure, ok, RedressError, type Result } from '../../core/index.ts';
import type { Store } from '../port/index.ts';
import { connect, type Database } from './database.ts';
import { loadCypher, type Migration } from './load-cypher.ts';
import { clearRun } from './run-writer.ts';
import { storeOn } from './store.ts';
import { isOver, QUEUE_SESSION, startSession } from './work-session.ts';
import { discardSource } from './writer.ts';

export type Neo4jOptions = {
  readonly uri: string;
  readonly user: string;
  readonly password: string;
  readonly database: string;
  /** The id of the home that the database is to hold; drawn by whoever makes the home. */
  readonly homeId: string;
  readonly clock: Clock;
  /** Whether Sources are received by this process from end to end, or by the jobs of a queue. */
  readonly owner: 'process' | 'queue';
  /** How long a process that fell silent is taken to be alive; 30 s unless stated. */
  readonly leaseSeconds?: number;
  /** How long an unreachable server is waited for; 2,000 ms unless stated. */
  readonly timeoutMs?: number;
};

const LEASE_SECONDS = 30;
const TIMEOUT_MS = 2_000;
const ABANDONED = 'abandoned: the process that received it ended before the file was sealed';

/** A database that holds another home, or data that no home wrote, is left as it is. */
async function checkHome(database: Database, homeId: string): Promise<Result<null>> {
  const [home] = await database.read('home-get', {});
  if (home?.id === homeId) return ok(null);
  if (home !== undefined)
    return err(failure('HOME_MISMATCH', `the database holds home ${home.id}, not home ${homeId}`));
  const [foreign] = await database.read('foreign-nodes', {});
  const nodes = foreign?.nodes ?? 0;
  if (nodes === 0) return ok(null);
  return err(failure('HOME_MISMATCH', `the database holds ${nodes} nodes that no home wrote`));
}

/**
 * Brings a database to the schema of this program. Every step may be done twice, since schema and data cannot share a
 * transaction; the checksum of a migration is kept when all its steps are done.
 */
async function migrate(database: Database, migrations: readonly Migration[]): Promise<Result<null>> {
  const seen = await database.read('migrations', {});
  if (seen.length > migrations.length) {
    const what = `the home has schema ${seen.length} and this program knows ${migrations.length}`;
    return err(failure('HOME_NEWER', what));
  }
  for (const { no, name, sha256, steps } of migrations) {
    const known = seen.find((item) => item.no === no);
    if (known !== undefined && known.sha256 !== sha256)
      return err(failure('HOME_UNUSABLE', `the home was made with another text of migration ${name}`));
    if (known !== undefined) continue;
    for (const text of steps) await database.migrate(text);
    await database.transaction((transaction) => transaction.run('migration-add', { no, name, sha256 }));
  }
  return ok(null);
}

/** What a process that ended without closing left behind: Sources half received, Runs half written, and its session. */
async function clearAway(database: Database, nowMicros: number): Promise<void> {
  const receiving = await database.read('sources-receiving', {});
  for (const said of receiving.filter((item) => isOver(item, nowMicros)))
    await database.transaction((transaction) => discardSource(transaction, said.sha, ABANDONED));
  const unfinished = await database.read('runs-unfinished', {});
  for (const said of unfinished.filter((item) => isOver(item, nowMicros))) await clearRun(database, said.id, said);
  await database.transaction((transaction) => transaction.run('sessions-end', { now: nowMicros }));
}

async function prepare(database: Database, options: Neo4jOptions, migrations: readonly Migration[]) {
  const { homeId, clock, owner, leaseSeconds = LEASE_SECONDS } = options;
  const checked = await checkHome(database, homeId);
  if (!checked.ok) return checked;
  const migrated = await migrate(database, migrations);
  if (!migrated.ok) return migrated;
  await database.transaction((transaction) => transaction.run('home-add', { id: homeId }));
  const ours = await checkHome(database, homeId);
  if (!ours.ok) return ours;
  if (owner === 'queue') return ok(QUEUE_SESSION);
  await clearAway(database, clock.nowMicros());
  return ok(await startSession(database, clock, leaseSeconds));
}

/**
 * Opens a home that a Neo4j database holds; an empty database becomes the home. Several processes may have it open.
 * Errors: SERVICE_UNAVAILABLE (the server cannot be reached, or refuses the user or password), HOME_MISMATCH,
 * HOME_NEWER, HOME_UNUSABLE.
 */
export async function openNeo4j(options: Neo4jOptions): Promise<Result<Store>> {
  const { statements, migrations } = loadCypher();
  const { uri, user, password, database: name, timeoutMs = TIMEOUT_MS } = options;
  const database = connect({ uri, user, password, database: name, timeoutMs }, statements);
  try {
    const session = await prepare(database, options, migrations);
    if (session.ok) {
      const { homeId } = options;
      return ok(storeOn({ database, session: session.value, homeId, schemaVersion: migrations.length }));
    }
    await database.close();
    return session;
  } catch (error) {
    await database.close();
    if (error instanceof RedressError) return err(error.failure);
    throw error;
  }
}
