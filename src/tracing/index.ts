export { TRACE_METHODS, type TraceMethod } from './book.ts';
export { OWN } from './composition.ts';
export { type Ledger, type LedgerEvent, type LedgerRow, makeLedger } from './ledger.ts';
export { type MethodTrace, type Trace, type TraceWarning, traceLedger } from './trace.ts';
export { fungibleDeadline, reachableWithoutTracing } from './windows.ts';
