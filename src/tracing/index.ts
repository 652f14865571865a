export { type BackTarget, backTarget, bearingOn, type Sources, traceBack } from './back.ts';
export { tooManyParts } from './bounds.ts';
export { claimsInOrder } from './claims-in-order.ts';
export { OWN } from './composition.ts';
export { type Flow, type FlowLedger, type FlowRow, makeFlows } from './flows.ts';
export { type Ledger, type LedgerEvent, type LedgerRow, makeLedger } from './ledger.ts';
export { TRACE_METHODS, type TraceMethod } from './method.ts';
export { type StatementInput, type StatementLine, type StatementTrace, traceStatement } from './statement.ts';
export { type MethodTrace, type Trace, traceLedger } from './trace.ts';
export {
  type FlowCourses,
  type FlowMethodTrace,
  type FlowTrace,
  firstOverdraft,
  openFlows,
  traceFlows,
} from './trace-flows.ts';
export type { TraceWarning } from './warnings.ts';
export { fungibleDeadline, reachableWithoutTracing } from './windows.ts';
export { traceWorksheet, type Worksheet } from './worksheet.ts';
