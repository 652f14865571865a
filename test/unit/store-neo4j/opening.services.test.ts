import assert from 'node:assert/strict';
import { hostname } from 'node:os';
import { describe, it, type TestContext } from 'node:test';
import { WHOLE_HOME } from '../../../src/access/index.ts';
import { type Clock, fixedClock, secretHex, unwrap } from '../../../src/core/index.ts';
import { type Neo4jOptions, openNeo4j } from '../../../src/store/neo4j/index.ts';
import type { Store } from '../../../src/store/port/index.ts';
import { eventOf, sourceOf } from '../../contract/store/build.ts';
import { DATABASE, emptyTestDatabase, runOnDatabase } from '../../contract/store/neo4j-database.ts';
import { neo4jOrSkip, type TestNeo4j } from '../../services.ts';

const SECOND = 1_000_000;
const LEASE_SECONDS = 30;

type Opening = Pick<Neo4jOptions, 'homeId'> & Partial<Neo4jOptions>;

function openOn(neo4j: TestNeo4j, opening: Opening): ReturnType<typeof openNeo4j> {
  return openNeo4j({ ...neo4j, database: DATABASE, clock: fixedClock(0), owner: 'process', ...opening });
}

/** An empty database, and what an opening of it comes to: `OPENED`, or a code and its message. */
async function withDatabase(
  t: TestContext,
  fn: (open: (opening: Opening) => Promise<string>, neo4j: TestNeo4j) => Promise<void>,
): Promise<void> {
  const neo4j = neo4jOrSkip(t);
  if (neo4j === null) return;
  await emptyTestDatabase(neo4j);
  await fn(async (opening) => {
    const opened = await openOn(neo4j, opening);
    if (!opened.ok) return `${opened.error.code}: ${opened.error.message}`;
    await opened.value.close();
    return 'OPENED';
  }, neo4j);
}

describe('opening a home in Neo4j', () => {
  it('tells its engine, its schema and whose home it is', async (t) => {
    await withDatabase(t, async (_open, neo4j) => {
      const homeId = secretHex(16);
      const store = unwrap(await openOn(neo4j, { homeId }));
      const { engine, ...told } = await store.describe();
      await store.close();
      assert.deepEqual(told, { adapter: 'neo4j', schemaVersion: 1, homeId });
      assert.match(engine, /^Neo4j Kernel \d+\.\d+\.\d+ (community|enterprise)$/);
    });
  });

  it('is refused when the database holds another home', async (t) => {
    await withDatabase(t, async (open) => {
      assert.equal(await open({ homeId: 'home-one' }), 'OPENED');
      assert.match(
        await open({ homeId: 'home-two' }),
        /^HOME_MISMATCH: the database holds home home-one, not home home-two/,
      );
      assert.equal(await open({ homeId: 'home-one' }), 'OPENED');
    });
  });

  it('is refused when the database holds what no home wrote, which is left as it is', async (t) => {
    await withDatabase(t, async (open, neo4j) => {
      await runOnDatabase(neo4j, "CREATE (:Film {name: 'M'}), (:Film {name: 'Metropolis'})");
      assert.match(await open({ homeId: 'home' }), /^HOME_MISMATCH: the database holds 2 nodes that no home wrote/);
      assert.deepEqual(await runOnDatabase(neo4j, 'MATCH (film:Film) RETURN count(film) AS films'), [{ films: 2 }]);
    });
  });

  it('leaves a home of a newer program as it is', async (t) => {
    await withDatabase(t, async (open, neo4j) => {
      assert.equal(await open({ homeId: 'home' }), 'OPENED');
      t.after(() => runOnDatabase(neo4j, 'MATCH (newer:Migration {no: 99}) DELETE newer'));
      await runOnDatabase(neo4j, "CREATE (:Migration {no: 99, name: '0099-later', sha256: ''})");
      assert.match(await open({ homeId: 'home' }), /^HOME_NEWER: the home has schema 2 and this program knows 1/);
    });
  });

  it('notices that a migration was changed after it was applied', async (t) => {
    await withDatabase(t, async (open, neo4j) => {
      assert.equal(await open({ homeId: 'home' }), 'OPENED');
      t.after(() =>
        runOnDatabase(neo4j, 'MATCH (first:Migration {no: 1}) SET first.sha256 = first.was REMOVE first.was'),
      );
      await runOnDatabase(neo4j, "MATCH (first:Migration {no: 1}) SET first.was = first.sha256, first.sha256 = ''");
      assert.match(
        await open({ homeId: 'home' }),
        /^HOME_UNUSABLE: the home was made with another text of migration 0001/,
      );
    });
  });

  it('makes the schema on a database that never held a home, and once', async (t) => {
    await withDatabase(t, async (open, neo4j) => {
      await runOnDatabase(neo4j, 'MATCH (migration:Migration) DELETE migration');
      assert.equal(await open({ homeId: 'home' }), 'OPENED');
      assert.equal(await open({ homeId: 'home' }), 'OPENED');
      const made = await runOnDatabase(neo4j, 'MATCH (migration:Migration) RETURN migration.name AS name');
      assert.deepEqual(made, [{ name: '0001-home' }]);
    });
  });

  it('tells a wrong password without telling the password', async (t) => {
    await withDatabase(t, async (open) => {
      const told = await open({ homeId: 'home', password: 'another password' });
      assert.match(told, /^SERVICE_UNAVAILABLE: .* refuses the user or the password/);
      assert.doesNotMatch(told, /another password/);
    });
  });
});

describe('a home in Neo4j that several processes have open', () => {
  const received = async (neo4j: TestNeo4j, options: Opening): Promise<Store> => {
    const store = unwrap(await openOn(neo4j, options));
    await store.write(eventOf('receive'), (writer) => writer.receive(sourceOf('a')));
    return store;
  };
  const rejected = async (neo4j: TestNeo4j, options: Opening): Promise<readonly (string | null)[]> => {
    const store = unwrap(await openOn(neo4j, options));
    const sources = await store.read.source({ cut: WHOLE_HOME });
    await store.close();
    return sources.map(({ reason }) => reason);
  };
  const at = (seconds: number): Clock => fixedClock(seconds * SECOND);
  const ABANDONED = ['abandoned: the process that received it ended before the file was sealed'];

  it('keeps what a living one receives, and clears it away when that one has closed', async (t) => {
    await withDatabase(t, async (_open, neo4j) => {
      const first = await received(neo4j, { homeId: 'home' });
      assert.deepEqual(await rejected(neo4j, { homeId: 'home' }), []);
      await first.close();
      assert.deepEqual(await rejected(neo4j, { homeId: 'home' }), ABANDONED);
    });
  });

  it('clears away what one on another host received, once its lease has run out', async (t) => {
    await withDatabase(t, async (_open, neo4j) => {
      const far = await received(neo4j, { homeId: 'home', leaseSeconds: LEASE_SECONDS });
      await runOnDatabase(neo4j, 'MATCH (session:Session) SET session.host = $host, session.pid = 1', {
        host: `not-${hostname()}`,
      });
      assert.deepEqual(await rejected(neo4j, { homeId: 'home', clock: at(LEASE_SECONDS - 1) }), []);
      assert.deepEqual(await rejected(neo4j, { homeId: 'home', clock: at(LEASE_SECONDS) }), ABANDONED);
      const sessions = await runOnDatabase(neo4j, 'MATCH (session:Session) RETURN count(session) AS sessions');
      assert.deepEqual(sessions, [{ sessions: 0 }]);
      await far.close();
    });
  });

  it('never clears away what the workers of a queue receive', async (t) => {
    await withDatabase(t, async (_open, neo4j) => {
      const worker = await received(neo4j, { homeId: 'home', owner: 'queue' });
      await worker.close();
      assert.deepEqual(await rejected(neo4j, { homeId: 'home', clock: at(1_000_000) }), []);
    });
  });

  it('goes over to whoever receives the same file again', async (t) => {
    await withDatabase(t, async (_open, neo4j) => {
      const first = await received(neo4j, { homeId: 'home' });
      const worker = await received(neo4j, { homeId: 'home', owner: 'queue' });
      await first.close();
      assert.deepEqual(await rejected(neo4j, { homeId: 'home' }), []);
      await worker.close();
    });
  });
});
