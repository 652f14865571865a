export type { AuditEvent, SequencedEvent } from './audit-event.ts';
export { edgeOf } from './edge.ts';
export {
  checkBatch,
  checkClasses,
  checkCounts,
  checkEvent,
  checkId,
  checkInteger,
  checkNeighbourLimit,
  checkPage,
  checkRun,
  indexKey,
  MAX_BLOCK,
  storedFact,
  storedJson,
} from './guard.ts';
export type { Batch, Edge, KeyRow, Page, ResultRow, RunRows } from './rows.ts';
export type { Store, StoreDescription, StoreReader, StoreWriter } from './store.ts';
