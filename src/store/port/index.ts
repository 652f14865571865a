export type { AuditEvent, SequencedEvent } from './audit-event.ts';
export { edgeOf } from './edge.ts';
export {
  checkBatch,
  checkChain,
  checkClasses,
  checkCounts,
  checkEvent,
  checkId,
  checkNeighbourLimit,
  checkPage,
  checkRun,
  indexKey,
  MAX_BLOCK,
  storedFact,
  storedJson,
} from './guard.ts';
export { blocks, collect } from './paging.ts';
export type { Batch, Edge, KeyRow, Page, ResultRow, RunRows } from './rows.ts';
export { blocksOfRun, classesOfRun, hashOfRun, type Stated, statedIn, variantOf } from './sameness.ts';
export { reads, type Statement, writes } from './statement.ts';
export type { Store, StoreDescription, StoreReader, StoreWriter } from './store.ts';
export {
  readClassesJson,
  readDecisionJson,
  readEventJson,
  readJudgementJson,
  readQuarantineJson,
  readRecordJson,
  readSequenced,
  readSourceJson,
} from './stored-rows.ts';
