import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import { WHOLE_HOME } from '../../../src/access/index.ts';
import { fixedClock, unwrap } from '../../../src/core/index.ts';
import { openNeo4j } from '../../../src/store/neo4j/index.ts';
import type { Batch, Store } from '../../../src/store/port/index.ts';
import { batchOf, eventOf, sourceOf } from '../../contract/store/build.ts';
import { DATABASE, emptyTestDatabase } from '../../contract/store/neo4j-database.ts';
import { neo4jOrSkip } from '../../services.ts';

const WRITERS = 24;
const ACCOUNTS = 40;
const MOST_ROUNDS = 40;
const ROUNDS = process.env.REDRESS_LONG === '1' ? 40 : 4;

async function openStores(t: TestContext): Promise<readonly [Store, Store] | null> {
  const neo4j = neo4jOrSkip(t);
  if (neo4j === null) return null;
  await emptyTestDatabase(neo4j);
  const options = { ...neo4j, database: DATABASE, homeId: 'home', clock: fixedClock(0), owner: 'queue' } as const;
  const open = async () => unwrap(await openNeo4j(options));
  const stores = [await open(), await open()] as const;
  t.after(() => Promise.all(stores.map((store) => store.close())));
  return stores;
}

/** A part of a file whose rows all name the same accounts, as the transfers of one bank do. */
function part(round: number, index: number): Batch {
  const records = Array.from({ length: ACCOUNTS }, (_, row) => ({
    id: `rec_${round}-${index}-${row}`,
    facts: [{ account: `acc_${round}-${row}` }],
  }));
  return batchOf({ records }, sourceOf('a'));
}

async function countOf(store: Store): Promise<{ records: number; accounts: number }> {
  const counts = { records: 0, accounts: 0 };
  for await (const block of store.read.records(WHOLE_HOME)) counts.records += block.length;
  for await (const block of store.read.factsOf('account', WHOLE_HOME)) counts.accounts += block.length;
  return counts;
}

describe('a crowd of workers at the parts of one file in Neo4j', () => {
  it('all come through, though each states the accounts that the others state, and some do the same part', async (t) => {
    const stores = await openStores(t);
    if (stores === null) return;
    const [store] = stores;
    await store.write(eventOf('receive'), (writer) => writer.receive(sourceOf('a')));
    let [tries, round] = [0, 0];
    // On a machine that is slow to start them, writers may pass by each other: then they come together again.
    for (; round < ROUNDS || (tries === 2 * WRITERS * round && round < MOST_ROUNDS); round++) {
      const now = round;
      // Every part is with two workers: one that was taken for dead still works beside the one that took its job.
      const writing = Array.from({ length: 2 * WRITERS }, (_, at) =>
        (stores[at % 2] ?? store).write(eventOf(`write-${now}-${at}`), (writer) => {
          tries++;
          return writer.writeBatch(part(now, at >> 1));
        }),
      );
      await Promise.all(writing);
    }
    const rows = round * WRITERS * ACCOUNTS;
    await store.write(eventOf('seal'), (writer) =>
      writer.seal({ ...sourceOf('a'), rowsRead: rows, recordsStored: rows }),
    );
    assert.deepEqual(await countOf(store), { records: rows, accounts: round * ACCOUNTS });
    t.diagnostic(`${2 * WRITERS * round} writes, ${tries - 2 * WRITERS * round} done again; 0 lost, 0 doubled`);
    assert.ok(tries > 2 * WRITERS * round, 'nobody met anybody, so nothing was shown');
  });
});
