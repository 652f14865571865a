import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { WHOLE_HOME } from '../../../src/access/index.ts';
import { RedressError, unwrap } from '../../../src/core/index.ts';
import type { Store } from '../../../src/store/port/index.ts';
import { batchOf, eventOf, shaOf, sourceOf } from '../../contract/store/build.ts';
import { openAt, temporaryFolder } from './home.ts';

async function withStore(t: Parameters<typeof temporaryFolder>[0], fn: (store: Store) => Promise<void>): Promise<void> {
  const { store } = unwrap(await openAt(join(temporaryFolder(t), 'home.db')));
  try {
    await fn(store);
  } finally {
    await store.close();
  }
}

const sealed = async (store: Store, name: string) => {
  await store.write(eventOf(`seal-${name}`), async (writer) => {
    const source = await writer.receive(sourceOf(name));
    await writer.seal(source);
  });
};
const shown = async (store: Store) => (await store.read.source({ cut: WHOLE_HOME })).map((source) => source.sha256);

describe('a write of the embedded store', () => {
  it('is not seen by a read until it is committed', async (t) => {
    await withStore(t, async (store) => {
      await store.write(eventOf('open'), async (writer) => {
        await writer.seal(await writer.receive(sourceOf('a')));
        assert.deepEqual(await shown(store), []);
      });
      assert.deepEqual(await shown(store), [shaOf('a')]);
    });
  });

  it('waits for the one before it, so that none sees half of another', async (t) => {
    await withStore(t, async (store) => {
      const order: string[] = [];
      const slow = store.write(eventOf('slow'), async (writer) => {
        order.push('slow begins');
        await new Promise((resolve) => setTimeout(resolve, 30));
        await writer.receive(sourceOf('a'));
        order.push('slow ends');
      });
      const quick = store.write(eventOf('quick'), async () => void order.push('quick'));
      await Promise.all([slow, quick, store.note(eventOf('note'))]);
      assert.deepEqual(order, ['slow begins', 'slow ends', 'quick']);
    });
  });

  it('keeps nothing when its function throws, and the store goes on', async (t) => {
    await withStore(t, async (store) => {
      const broken = store.write(eventOf('broken'), async (writer) => {
        await writer.seal(await writer.receive(sourceOf('a')));
        throw new Error('a bug');
      });
      await assert.rejects(broken, /a bug/);
      await sealed(store, 'b');
      assert.deepEqual(await shown(store), [shaOf('b')]);
    });
  });

  it('refuses with a failure that names the place, as a value carried by the error', async (t) => {
    await withStore(t, async (store) => {
      await sealed(store, 'a');
      const late = store.write(eventOf('late'), (writer) => writer.writeBatch(batchOf({}, sourceOf('a'))));
      await assert.rejects(
        late,
        (error) => error instanceof RedressError && error.failure.message.includes('is sealed and takes no more rows'),
      );
    });
  });

  it('refuses a page without items and a limit past one block', async (t) => {
    await withStore(t, async (store) => {
      const query = { ids: ['acc_1'], kinds: ['transfer' as const], cut: WHOLE_HOME };
      await assert.rejects(store.read.neighbours({ ...query, limit: 1_001 }), RedressError);
      await assert.rejects(store.read.neighbours({ ...query, limit: 0 }), RedressError);
      await assert.rejects(store.read.results(null, 'run', { limit: 0, after: null }), RedressError);
    });
  });

  it('is told that the store is closed when it comes too late', async (t) => {
    const { store } = unwrap(await openAt(join(temporaryFolder(t), 'home.db')));
    await store.close();
    await assert.rejects(store.note(eventOf('late')), /the database is closed/);
    await assert.rejects(shown(store), /the database is closed/);
  });

  it('refuses a chain that skips, invents or reorders events', async (t) => {
    await withStore(t, async (store) => {
      await store.note(eventOf('one'));
      await store.note(eventOf('two'));
      const placed = (seq: number, id: string) => ({ seq, previousHash: 'p', leafHash: `l${seq}`, event: eventOf(id) });
      const wrong = [
        [],
        [placed(0, 'one')],
        [placed(1, 'one'), placed(2, 'two')],
        [placed(0, 'two'), placed(1, 'one')],
      ];
      for (const chain of wrong)
        await assert.rejects(
          store.sequence(() => chain),
          /does not follow/,
        );
      assert.equal(await store.sequence(() => [placed(0, 'one'), placed(1, 'two')]), 2);
    });
  });
});
