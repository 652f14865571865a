import { checkChain, MAX_BLOCK, readEventJson, readSequenced, type Store } from '../port/index.ts';
import { addEvent } from './commitment.ts';
import type { Database, Transaction } from './database.ts';
import { readerOn } from './reader.ts';
import type { WorkSession } from './work-session.ts';
import { openWriter } from './writer.ts';

async function sequence(transaction: Transaction, chain: Parameters<Store['sequence']>[0]): Promise<number> {
  await transaction.run('sequencer-lock', {});
  const [last] = await transaction.run('audit-head', {});
  const head = last === undefined ? null : readSequenced(last);
  const rows = await transaction.run('audit-waiting', { limit: MAX_BLOCK });
  const waiting = rows.map((row) => readEventJson(row.json));
  const placed = chain(head, waiting);
  checkChain(head, waiting, placed);
  await transaction.run('audit-place', {
    rows: placed.map(({ seq, previousHash, leafHash, event }) => {
      return { id: event.id, seq, previous_hash: previousHash, leaf_hash: leafHash };
    }),
  });
  return placed.length;
}

export type HomeInDatabase = {
  readonly database: Database;
  readonly session: WorkSession;
  readonly homeId: string;
  readonly schemaVersion: number;
};

/** The store port over a Neo4j database. A write is done again after a deadlock, so its function must be repeatable. */
export function storeOn({ database, session, homeId, schemaVersion }: HomeInDatabase): Store {
  return {
    read: readerOn(database),
    write: (event, fn) =>
      database.transaction(async (transaction) => {
        const { writer, settle } = openWriter(transaction, { database, session: session.id });
        const value = await fn(writer);
        await addEvent(transaction, event);
        await settle();
        return value;
      }),
    note: (event) => database.transaction((transaction) => addEvent(transaction, event)),
    sequence: (chain) => database.transaction((transaction) => sequence(transaction, chain)),
    describe: async () => {
      const [engine] = await database.read('engine-version', {});
      const told = engine === undefined ? 'of unknown version' : `${engine.version} ${engine.edition}`;
      return { adapter: 'neo4j', schemaVersion, homeId, engine: `${engine?.name ?? 'Neo4j'} ${told}` };
    },
    close: async () => {
      await session.end();
      await database.close();
    },
  };
}
