import {
  type AuditEvent,
  checkChain,
  checkEvent,
  MAX_BLOCK,
  readEventJson,
  readSequenced,
  type Store,
  storedJson,
} from '../port/index.ts';
import type { Database, Transaction } from './database.ts';
import { readerOn } from './reader.ts';
import { writerOn } from './writer.ts';

async function addEvent(transaction: Transaction, event: AuditEvent): Promise<void> {
  checkEvent(event);
  await transaction.run('audit-add', { id: event.id, json: storedJson(event, `audit event ${event.id}`) });
}

async function sequence(transaction: Transaction, chain: Parameters<Store['sequence']>[0]): Promise<number> {
  const [last] = await transaction.run('audit-head', {});
  const head = last === undefined ? null : readSequenced(last);
  const rows = await transaction.run('audit-waiting', { limit: MAX_BLOCK });
  const waiting = rows.map((row) => readEventJson(row.json));
  const placed = chain(head, waiting);
  checkChain(head, waiting, placed);
  await transaction.bulk('audit-place', [
    placed.map((item) => item.seq),
    placed.map((item) => item.previousHash),
    placed.map((item) => item.leafHash),
    placed.map((item) => item.event.id),
  ]);
  return placed.length;
}

/** The store port over the database thread, for the home of that id. */
export function storeOn(database: Database, homeId: string): Store {
  return {
    read: readerOn(database),
    write: (event, fn) =>
      database.transaction(async (transaction) => {
        await addEvent(transaction, event);
        return fn(writerOn(transaction));
      }),
    note: (event) => database.transaction((transaction) => addEvent(transaction, event)),
    sequence: (chain) => database.transaction((transaction) => sequence(transaction, chain)),
    describe: async () => {
      const [engine] = await database.read('engine-version', {});
      return {
        adapter: 'embedded',
        schemaVersion: database.schemaVersion,
        homeId,
        engine: `SQLite ${engine?.version ?? 'of unknown version'}`,
      };
    },
    close: () => database.close(),
  };
}
