export type { AuditEvent, SequencedEvent } from './audit-event.ts';
export type { Batch, Edge, EdgeKind, KeyRow, Page, ResultRow, RunRows } from './rows.ts';
export type { Store, StoreDescription, StoreReader, StoreWriter } from './store.ts';
