import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import { WHOLE_HOME } from '../../../src/access/index.ts';
import { createRng, fixedClock, RedressError, unwrap } from '../../../src/core/index.ts';
import { DatabaseFailure } from '../../../src/store/neo4j/database-failure.ts';
import { openNeo4j } from '../../../src/store/neo4j/index.ts';
import type { Batch, Store } from '../../../src/store/port/index.ts';
import { batchOf, eventOf, shaOf, sourceOf } from '../../contract/store/build.ts';
import { DATABASE, emptyTestDatabase } from '../../contract/store/neo4j-database.ts';
import { plainChain } from '../../contract/store/play.ts';
import { neo4jOrSkip, type TestNeo4j } from '../../services.ts';
import { cuttableWay } from './silent-server.ts';

const HUBS = 8;
const ROUNDS = process.env.REDRESS_LONG === '1' ? 400 : 40;

/** One record with a transfer from a hub account to itself: whoever adds it locks that account. */
function hubBatch(source: string, hub: number, round: number): Batch {
  const id = `${source}${hub}-${round}`;
  const account = `acc_${hub}`;
  const facts = [{ account }, { transfer: `fct_${id}`, from: account, to: account }];
  return batchOf({ records: [{ id: `rec_${id}`, facts }] }, sourceOf(source));
}

async function openTwo(t: TestContext, uri: (neo4j: TestNeo4j) => Promise<string> = async ({ uri: own }) => own) {
  const neo4j = neo4jOrSkip(t);
  if (neo4j === null) return null;
  await emptyTestDatabase(neo4j);
  const options = { ...neo4j, uri: await uri(neo4j), database: DATABASE, homeId: 'home', clock: fixedClock(0) };
  const open = async () => unwrap(await openNeo4j({ ...options, owner: 'queue' }));
  const stores = [await open(), await open()] as const;
  t.after(() => Promise.all(stores.map((store) => store.close())));
  return stores;
}

async function countOf(store: Store): Promise<{ records: number; transfers: number; accounts: number }> {
  const counts = { records: 0, transfers: 0, accounts: 0 };
  for await (const block of store.read.records(WHOLE_HOME)) counts.records += block.length;
  for await (const block of store.read.factsOf('transfer', WHOLE_HOME)) counts.transfers += block.length;
  for await (const block of store.read.factsOf('account', WHOLE_HOME)) counts.accounts += block.length;
  return counts;
}

async function sealAll(store: Store, names: readonly string[], records: number): Promise<void> {
  for (const name of names)
    await store.write(eventOf(`seal-${name}`), (writer) =>
      writer.seal({ ...sourceOf(name), rowsRead: records, recordsStored: records }),
    );
}

/** Sequences whatever waits; the events must come out once each and without a gap. */
async function eventIds(store: Store): Promise<string[]> {
  while ((await store.sequence(plainChain)) > 0);
  const { events, unsequenced } = await store.read.auditRange(0, Number.MAX_SAFE_INTEGER);
  assert.equal(unsequenced, 0);
  assert.deepEqual(
    events.map(({ seq }) => seq),
    events.map((_, index) => index),
  );
  return events.map(({ event }) => event.id).sort();
}

describe('two writers of one home in Neo4j', () => {
  it('lose and double nothing when each waits for what the other holds', async (t) => {
    const stores = await openTwo(t);
    if (stores === null) return;
    const orders = { a: [0, 1, 2, 3, 4, 5, 6, 7], b: [7, 6, 5, 4, 3, 2, 1, 0] } as const;
    const names = ['a', 'b'] as const;
    for (const name of names)
      await stores[0].write(eventOf(`receive-${name}`), (writer) => writer.receive(sourceOf(name)));
    let tries = 0;
    const work = (store: Store, name: 'a' | 'b', round: number) =>
      store.write(eventOf(`${name}-${round}`), async (writer) => {
        tries++;
        // Accounts are new in every round: the server locks those with few transfers whole.
        for (const hub of orders[name]) await writer.writeBatch(hubBatch(name, round * HUBS + hub, round));
      });
    for (let round = 0; round < ROUNDS; round++)
      await Promise.all([work(stores[0], 'a', round), work(stores[1], 'b', round)]);
    await sealAll(stores[0], names, ROUNDS * HUBS);
    const each = ROUNDS * HUBS * names.length;
    assert.deepEqual(await countOf(stores[1]), { records: each, transfers: each, accounts: each });
    const ids = await eventIds(stores[1]);
    assert.equal(ids.length, names.length * (ROUNDS + 2));
    assert.equal(new Set(ids).size, ids.length);
    const again = tries - ROUNDS * names.length;
    t.diagnostic(`${ROUNDS * names.length} writes, ${again} done again after a deadlock; 0 lost, 0 doubled`);
    assert.ok(again > 0, 'no deadlock came about, so nothing was shown');
  });

  it('number their events in one order, and give each its place once, when both sequence', async (t) => {
    const stores = await openTwo(t);
    if (stores === null) return;
    const noted = await Promise.all(
      Array.from({ length: 60 }, async (_, index) => {
        const store = stores[index % 2 === 0 ? 0 : 1];
        await store.note(eventOf(`note-${String(index).padStart(2, '0')}`));
        await store.sequence(plainChain);
        return `note-${String(index).padStart(2, '0')}`;
      }),
    );
    assert.deepEqual(await eventIds(stores[0]), noted);
  });

  it('leave no row under a Source that one discards while the other writes to it', async (t) => {
    const stores = await openTwo(t);
    if (stores === null) return;
    const [slow, quick] = stores;
    let refused = 0;
    for (let round = 0; round < ROUNDS; round++) {
      await quick.write(eventOf(`receive-${round}`), (writer) => writer.receive(sourceOf('a')));
      const late = slow.write(eventOf(`late-${round}`), async (writer) => {
        for (let hub = 0; hub < round % HUBS; hub++) await writer.writeBatch(hubBatch('a', hub, round));
      });
      const gone = quick.write(eventOf(`discard-${round}`), (writer) => writer.discard(shaOf('a'), 'TRUNCATED'));
      const [written] = await Promise.allSettled([late, gone]);
      await gone;
      if (written.status === 'fulfilled') continue;
      assert.ok(written.reason instanceof RedressError && written.reason.failure.code === 'CONFLICT');
      refused++;
    }
    await quick.write(eventOf('again'), (writer) => writer.receive(sourceOf('a')));
    await sealAll(quick, ['a'], 0);
    assert.deepEqual(await countOf(quick), { records: 0, transfers: 0, accounts: 0 });
    t.diagnostic(`${ROUNDS} files discarded under a writer, which was refused ${refused} times; no row left`);
  });
});

describe('a write to Neo4j that meets trouble', () => {
  it('is done again after a transient failure, and is there once', async (t) => {
    const stores = await openTwo(t);
    if (stores === null) return;
    const [store] = stores;
    await store.write(eventOf('receive'), (writer) => writer.receive(sourceOf('a')));
    const rng = createRng('transient');
    let injected = 0;
    for (let round = 0; round < ROUNDS; round++) {
      let left = rng.int(3);
      await store.write(eventOf(`write-${round}`), async (writer) => {
        await writer.writeBatch(hubBatch('a', 0, round));
        if (left-- <= 0) return;
        injected++;
        throw new DatabaseFailure('a test', 'Neo.TransientError.Transaction.DeadlockDetected', 'transient');
      });
    }
    await sealAll(store, ['a'], ROUNDS);
    assert.deepEqual(await countOf(store), { records: ROUNDS, transfers: ROUNDS, accounts: 1 });
    assert.equal((await eventIds(store)).length, ROUNDS + 2);
    t.diagnostic(`${ROUNDS} writes, ${injected} transient failures injected; 0 lost, 0 doubled`);
  });

  it('loses and doubles nothing when the way to the server is cut again and again, and goes on by itself', async (t) => {
    let cut = () => 0;
    const stores = await openTwo(t, async ({ uri }) => {
      const way = await cuttableWay(t, uri);
      cut = way.cut;
      return way.uri;
    });
    if (stores === null) return;
    const [store] = stores;
    await store.write(eventOf('receive'), (writer) => writer.receive(sourceOf('a')));
    const rng = createRng('cuts');
    let [cuts, refused] = [0, 0];
    const writeUntilKept = async (round: number): Promise<void> => {
      try {
        await store.write(eventOf(`write-${round}`), (writer) => writer.writeBatch(hubBatch('a', round % HUBS, round)));
      } catch (error) {
        assert.ok(error instanceof RedressError && error.failure.code === 'SERVICE_UNAVAILABLE', String(error));
        refused++;
        await writeUntilKept(round);
      }
    };
    for (let round = 0; round < ROUNDS; round++) {
      const timer = setTimeout(() => {
        if (cut() > 0) cuts++;
      }, rng.int(30));
      await writeUntilKept(round);
      clearTimeout(timer);
    }
    await sealAll(store, ['a'], ROUNDS);
    assert.deepEqual(await countOf(store), { records: ROUNDS, transfers: ROUNDS, accounts: HUBS });
    assert.equal((await eventIds(store)).length, ROUNDS + 2);
    t.diagnostic(`${ROUNDS} writes, ${cuts} cuts, ${refused} told as unavailable and sent again; 0 lost, 0 doubled`);
    assert.ok(cuts > 0, 'the way was never cut');
  });

  it('keeps nothing when its function throws, and the store goes on', async (t) => {
    const stores = await openTwo(t);
    if (stores === null) return;
    const [store] = stores;
    const broken = store.write(eventOf('broken'), async (writer) => {
      await writer.receive(sourceOf('a'));
      throw new Error('a bug');
    });
    await assert.rejects(broken, /^Error: a bug$/);
    await store.write(eventOf('next'), async (writer) => writer.seal(await writer.receive(sourceOf('b'))));
    const shown = await store.read.source({ cut: WHOLE_HOME });
    assert.deepEqual(
      shown.map(({ sha256 }) => sha256),
      [shaOf('b')],
    );
    assert.deepEqual(await eventIds(store), ['next']);
  });
});
