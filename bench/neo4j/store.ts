import { secretHex, stopwatch, systemClock, unwrap } from '../../src/core/index.ts';
import type { Source } from '../../src/facts/index.ts';
import type { Block } from '../../src/sources/index.ts';
import { openNeo4j } from '../../src/store/neo4j/index.ts';
import type { AuditEvent, Store } from '../../src/store/port/index.ts';
import { emptyTestDatabase } from '../../test/contract/store/neo4j-database.ts';
import type { TestNeo4j } from '../../test/services.ts';

/** A home that has seen nothing, on the one database of the server. */
export async function newStore(neo4j: TestNeo4j): Promise<Store> {
  await emptyTestDatabase(neo4j);
  const options = { database: 'neo4j', homeId: secretHex(16), clock: systemClock, owner: 'process' } as const;
  return unwrap(await openNeo4j({ ...neo4j, ...options }));
}

let written = 0;
/** What an audit event says is not measured here; that one is committed with each write is. */
export function event(operation: string): AuditEvent {
  return {
    id: `bench-${written++}`,
    atMicros: systemClock.nowMicros(),
    actor: 'bench',
    role: 'local-operator',
    caseId: 'bench',
    purpose: 'measuring',
    operation,
    object: 'bench',
    decision: 'allowed',
    reason: '',
    details: null,
  };
}

/** Writes blocks under a receiving Source as an ingest does, one write in flight; answers the seconds it took. */
export async function writeBlocks(store: Store, source: Source, blocks: readonly Block[]): Promise<number> {
  const { sha256 } = source;
  await store.write(event('receive'), (writer) => writer.receive(source));
  const watch = stopwatch();
  for (const { records, facts, quarantine } of blocks)
    await store.write(event('batch'), (writer) => writer.writeBatch({ source: sha256, records, facts, quarantine }));
  return watch.elapsedSeconds();
}

export async function sealSource(store: Store, source: Source, rows: number): Promise<void> {
  const counts = { rowsRead: rows, recordsStored: rows, quarantined: 0 };
  await store.write(event('seal'), (writer) => writer.seal({ ...source, ...counts, status: 'sealed' }));
}
