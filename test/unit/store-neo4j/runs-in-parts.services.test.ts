import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import { fixedClock, RedressError, type RunId, unwrap } from '../../../src/core/index.ts';
import { DatabaseFailure, step } from '../../../src/store/neo4j/database-failure.ts';
import { openNeo4j } from '../../../src/store/neo4j/index.ts';
import type { KeyRow, RunRows, Store } from '../../../src/store/port/index.ts';
import { eventOf } from '../../contract/store/build.ts';
import { DATABASE, emptyTestDatabase, runOnDatabase } from '../../contract/store/neo4j-database.ts';
import { neo4jOrSkip, type TestNeo4j } from '../../services.ts';

const ROWS = 2_500;
const RUN = 'run_parts' as RunId;
const BAD_KEY = 'a\u0000';

const keyOf = (index: number): KeyRow => ({ key: `name ${index}`, kind: 'entity', id: `ent_${index}` });

function runOf(saying: string, lastKey: string | null = null): RunRows {
  const rows = Array.from({ length: ROWS }, (_, index) => ({
    kind: index % 2 === 0 ? 'entity' : 'finding',
    id: `ent_${index}`,
    rank: index,
    classes: [],
    json: JSON.stringify({ saying }),
  }));
  const keys = Array.from({ length: ROWS }, (_, index) => keyOf(index));
  const last = lastKey === null ? [] : [{ ...keyOf(0), key: lastKey }];
  return { run: RUN, head: { saying }, rows, keys: [...keys, ...last] };
}

async function openHome(t: TestContext, owner: 'process' | 'queue', stores: number) {
  const neo4j = neo4jOrSkip(t);
  if (neo4j === null) return null;
  await emptyTestDatabase(neo4j);
  const open = async () =>
    unwrap(await openNeo4j({ ...neo4j, database: DATABASE, homeId: 'home', clock: fixedClock(0), owner }));
  const opened: Store[] = [];
  for (let i = 0; i < stores; i++) opened.push(await open());
  t.after(() => Promise.all(opened.map((store) => store.close())));
  const [store] = opened;
  if (store === undefined) throw new Error('no store was asked for');
  return { neo4j, open, opened, store };
}

const save = (store: Store, run: RunRows, event = 'save') =>
  store.write(eventOf(event), (writer) => writer.saveRun(run));

const codeOf = (error: unknown) => (error instanceof RedressError ? error.failure.code : String(error));

async function refused(work: Promise<unknown>): Promise<string> {
  return work.then(() => 'kept', codeOf);
}

/** What views show of the Run: its heads, its rows by what they say, its keys. */
async function shown(store: Store) {
  const page = { limit: ROWS, after: null };
  const heads = await store.read.results(null, 'run', page);
  const rows = (await Promise.all(['entity', 'finding'].map((kind) => store.read.results(RUN, kind, page)))).flat();
  const keys = await store.read.candidates(RUN, [keyOf(0).key, keyOf(ROWS - 1).key]);
  return {
    heads: heads.length,
    rows: rows.length,
    keys: keys.length,
    says: [...new Set(rows.map(({ json }) => json))],
  };
}

/** What is in the database, seen or not. */
async function stored(neo4j: TestNeo4j) {
  const [found] = await runOnDatabase(
    neo4j,
    'RETURN COUNT { (:Run) } AS heads, COUNT { (:Result) } AS rows, COUNT { (:SearchKey) } AS keys',
  );
  return { heads: found?.heads, rows: found?.rows, keys: found?.keys };
}

const NOTHING = { heads: 0, rows: 0, keys: 0, says: [] };
const whole = (saying: string) => ({ heads: 1, rows: ROWS, keys: 2, says: [JSON.stringify({ saying })] });

describe('a Run that is written to Neo4j in parts', () => {
  it('is in no view while a part is missing, and goes on where it was when it is saved again', async (t) => {
    const home = await openHome(t, 'queue', 1);
    if (home === null) return;
    assert.equal(await refused(save(home.store, runOf('first', BAD_KEY))), 'BAD_TEXT');
    assert.deepEqual(await shown(home.store), NOTHING);
    assert.deepEqual(await stored(home.neo4j), { heads: 1, rows: ROWS, keys: 2_000 });
    await save(home.store, runOf('first'), 'again');
    assert.deepEqual(await shown(home.store), whole('first'));
    assert.deepEqual(await stored(home.neo4j), { heads: 1, rows: ROWS, keys: ROWS });
  });

  it('leaves nothing of a first try when it comes out otherwise before anyone saw it', async (t) => {
    const home = await openHome(t, 'queue', 1);
    if (home === null) return;
    assert.equal(await refused(save(home.store, runOf('first', BAD_KEY))), 'BAD_TEXT');
    await save(home.store, runOf('second'), 'again');
    assert.deepEqual(await shown(home.store), whole('second'));
    assert.deepEqual(await stored(home.neo4j), { heads: 1, rows: ROWS, keys: ROWS });
    assert.equal(await refused(save(home.store, runOf('first'), 'late')), 'CONFLICT');
    assert.deepEqual(await shown(home.store), whole('second'));
  });

  it('is cleared away by whoever opens the home after its process ended, and not while it lives', async (t) => {
    const home = await openHome(t, 'process', 1);
    if (home === null) return;
    assert.equal(await refused(save(home.store, runOf('first', BAD_KEY))), 'BAD_TEXT');
    const beside = await home.open();
    assert.deepEqual(await stored(home.neo4j), { heads: 1, rows: ROWS, keys: 2_000 });
    await beside.close();
    await home.store.close();
    const next = await home.open();
    assert.deepEqual(await stored(home.neo4j), { heads: 0, rows: 0, keys: 0 });
    await save(next, runOf('second'));
    assert.deepEqual(await shown(next), whole('second'));
    await next.close();
  });

  it('is there once when two save it at the same time, with the event of each', async (t) => {
    const home = await openHome(t, 'queue', 2);
    if (home === null) return;
    await Promise.all(home.opened.map((store, index) => save(store, runOf('first'), `save-${index}`)));
    assert.deepEqual(await shown(home.store), whole('first'));
    assert.deepEqual(await stored(home.neo4j), { heads: 1, rows: ROWS, keys: ROWS });
    assert.equal((await home.store.read.auditRange(0, 10)).unsequenced, 2);
  });

  it('is never a mixture of two that come out differently at the same time', async (t) => {
    const home = await openHome(t, 'queue', 2);
    if (home === null) return;
    const sayings = ['first', 'second'];
    const saves = home.opened.map((store, index) => refused(save(store, runOf(sayings[index] ?? ''), `save-${index}`)));
    const ends = await Promise.all(saves);
    for (const end of ends) assert.match(end, /^(kept|CONFLICT)$/);
    const kept = sayings.filter((_, index) => ends[index] === 'kept');
    assert.ok(kept.length <= 1, 'both were kept');
    const [saying] = kept;
    if (saying === undefined) {
      assert.deepEqual(await shown(home.store), NOTHING);
      await save(home.store, runOf('third'), 'third');
    }
    assert.deepEqual(await shown(home.store), whole(saying ?? 'third'));
    assert.deepEqual(await stored(home.neo4j), { heads: 1, rows: ROWS, keys: ROWS });
  });
});

describe('a write that fills the memory of the server', () => {
  const codes = [
    'Neo.TransientError.General.MemoryPoolOutOfMemoryError',
    'Neo.TransientError.General.OutOfMemoryError',
    'Neo.TransientError.Transaction.MaximumTransactionMemoryExceeded',
  ];

  for (const code of codes)
    it(`is known by ${code.split('.').at(-1)}`, async () => {
      const ofDriver = Object.assign(new Error('the memory is full'), { name: 'Neo4jError', code });
      const failed = await step('result-add', Promise.reject(ofDriver)).catch((error: unknown) => error);
      assert.ok(failed instanceof DatabaseFailure);
      assert.equal(failed.trouble, 'large');
    });

  it('is tried twice and then fails with the statement and the reason of the server', async (t) => {
    const home = await openHome(t, 'queue', 1);
    if (home === null) return;
    let tries = 0;
    const full = home.store.write(eventOf('full'), async () => {
      tries++;
      throw new DatabaseFailure('result-add', codes[0] ?? '', 'large');
    });
    const failed = await full.catch((error: unknown) => error);
    assert.ok(failed instanceof RedressError);
    assert.equal(failed.failure.code, 'SERVER_MEMORY');
    assert.match(failed.failure.message, /too little memory for result-add \(Neo\.TransientError\.General\.Memory/);
    assert.equal(tries, 2);
  });
});
