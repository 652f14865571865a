import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { createRng, type Json, type Rng } from '../../../src/core/index.ts';
import type { Batch, Store } from '../../../src/store/port/index.ts';
import { eventOf, judgementOf } from './build.ts';
import type { OpenStore } from './suite.ts';
import {
  ingestPlanned,
  inHome,
  planWorld,
  receivePlanned,
  sealPlanned,
  seenInEveryCut,
  splitBatch,
  writePlanned,
} from './world.ts';

const WORLD = planWorld('store contract');

function shuffled<T>(items: readonly T[], rng: Rng): T[] {
  const copy = [...items];
  for (let index = copy.length - 1; index > 0; index--) {
    const other = rng.int(index + 1);
    const [a, b] = [copy[index], copy[other]];
    if (a !== undefined && b !== undefined) [copy[index], copy[other]] = [b, a];
  }
  return copy;
}

function shuffledBatch(batch: Batch, rng: Rng): Batch {
  return {
    ...batch,
    records: shuffled(batch.records, rng),
    facts: shuffled(batch.facts, rng),
    quarantine: shuffled(batch.quarantine, rng),
  };
}

/** Each other way to the same home, against the plain one. */
const WAYS: readonly { readonly name: string; readonly ingest: (store: Store) => Promise<void> }[] = [
  {
    name: 'whatever the order of Sources, records and facts',
    ingest: async (store) => {
      const rng = createRng('another order');
      for (const source of shuffled(WORLD, rng))
        await ingestPlanned(store, source, shuffled(splitBatch(shuffledBatch(source.batch, rng), 17), rng));
    },
  },
  {
    name: 'when every batch comes twice and every file is sent again after it was sealed',
    ingest: async (store) => {
      for (const source of WORLD) await ingestPlanned(store, source, [source.batch, source.batch]);
      for (const source of WORLD) await receivePlanned(store, source);
    },
  },
  {
    name: 'when batches are split into single rows',
    ingest: async (store) => {
      for (const source of WORLD) await ingestPlanned(store, source, splitBatch(source.batch, 1));
    },
  },
  {
    name: 'when Sources are received side by side',
    ingest: async (store) => {
      for (const source of WORLD) await receivePlanned(store, source);
      const parts = WORLD.flatMap((source) => splitBatch(source.batch, 15));
      for (const part of shuffled(parts, createRng('side by side'))) await writePlanned(store, part);
      for (const source of WORLD) await sealPlanned(store, source);
    },
  },
  {
    name: 'when a Source is discarded halfway and sent again',
    ingest: async (store) => {
      for (const source of WORLD) {
        await receivePlanned(store, source);
        for (const part of splitBatch(source.batch, 20).slice(0, 2)) await writePlanned(store, part);
        await store.write(eventOf(`discard-${source.name}`), (writer) =>
          writer.discard(source.batch.source, 'halfway'),
        );
        await ingestPlanned(store, source, [source.batch]);
      }
    },
  },
];

async function plainHome(store: Store): Promise<void> {
  for (const source of WORLD) await ingestPlanned(store, source, [source.batch]);
}

export function metamorphicContract(open: OpenStore, nextHome: () => string): void {
  describe('shows the same in every cut', () => {
    // One home after the other: a store may have room for one alone.
    const seen = (fill: (store: Store) => Promise<void>) =>
      inHome(open, nextHome(), async (store) => {
        await fill(store);
        return seenInEveryCut(store);
      });
    let plain: Json;
    before(async () => {
      plain = await seen(plainHome);
    });

    for (const { name, ingest } of WAYS) it(name, async () => assert.deepEqual(await seen(ingest), plain));

    it('after a judgement that was taken back, which the log still tells', async () => {
      await inHome(open, nextHome(), async (store) => {
        await plainHome(store);
        const [left, right] = WORLD.flatMap(({ batch }) => batch.facts.filter((fact) => fact.kind === 'party')).map(
          (fact) => fact.id,
        );
        assert.ok(left !== undefined && right !== undefined);
        for (const [index, verdict] of (['same', 'withdrawn'] as const).entries()) {
          const words = { id: `jdg-${index}`, verdict, left, right, classes: ['PROCESS_OBTAINED' as const] };
          await store.write(eventOf(`judge-${index}`), (writer) => writer.judge(judgementOf(words)));
        }
        assert.deepEqual(await seenInEveryCut(store), plain);
        const { judgements } = await store.read.judgements({
          classes: ['PROCESS_OBTAINED'],
          compartments: 'all',
          sources: null,
        });
        assert.deepEqual(
          judgements.map((item) => [item.ordinal, item.verdict]),
          [
            [1, 'same'],
            [2, 'withdrawn'],
          ],
        );
      });
    });

    it('with blocks of at most 1,000 rows, in one order without a gap', async () => {
      await inHome(open, nextHome(), async (store) => {
        const [source] = planWorld('a longer file');
        assert.ok(source !== undefined);
        const copies = Array.from({ length: 40 }, (_, copy) => copied(source.batch, copy));
        const batch = {
          ...source.batch,
          records: copies.flatMap((item) => item.records),
          facts: copies.flatMap((item) => item.facts),
        };
        await ingestPlanned(store, { ...source, batch }, [batch]);
        const sizes: number[] = [];
        const ids: string[] = [];
        for await (const block of store.read.factsOf('transfer', {
          classes: ['PROCESS_OBTAINED'],
          compartments: 'all',
          sources: null,
        })) {
          sizes.push(block.length);
          ids.push(...block.map((fact) => fact.id));
        }
        assert.deepEqual(sizes, [1000, 1000, 400]);
        assert.deepEqual(
          ids,
          [...new Set(batch.facts.filter((fact) => fact.kind === 'transfer').map((fact) => fact.id))].sort(),
        );
      });
    });
  });
}

/** The same batch under other record and fact ids. */
function copied(batch: Batch, copy: number): Pick<Batch, 'records' | 'facts'> {
  const renamed = (text: string) =>
    text.replaceAll(/(rec|fct|pty)_([0-9a-f]{30})/g, `$1_$2${String(copy).padStart(2, '0')}`);
  return {
    records: batch.records.map((record, index) => ({
      ...(JSON.parse(renamed(JSON.stringify(record))) as typeof record),
      ordinal: copy * 1_000 + index,
    })),
    facts: batch.facts.map((fact) => ({ ...fact, id: renamed(fact.id), record: renamed(fact.record) }) as typeof fact),
  };
}
