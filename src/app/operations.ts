import type { Result } from '../core/index.ts';
import type { App } from './compose.ts';
import type { AppOperation } from './context.ts';
import { analyze } from './operations/analyze.ts';
import { auditShow, auditVerify } from './operations/audit.ts';
import { judge, personState, unmerge } from './operations/decide.ts';
import { doctor } from './operations/doctor.ts';
import { exportPackage } from './operations/export.ts';
import { flowSummary } from './operations/flows.ts';
import { ingest } from './operations/ingest.ts';
import { leadMove, leadShow } from './operations/lead.ts';
import { ownershipOf } from './operations/ownership.ts';
import { actorAdd, caseOpen } from './operations/people.ts';
import { quarantineList } from './operations/quarantine.ts';
import { listResults, runShow, showResult } from './operations/results.ts';
import { sourceShow } from './operations/source.ts';
import { type Caller, runOperation } from './run-operation.ts';

/** An operation ready to be run from raw input, its types closed inside: what a job or a test picks by name. */
export type Runnable = {
  readonly name: string;
  readonly run: (app: App, caller: Caller, input: unknown) => Promise<Result<unknown>>;
};

function runnable<I, O>(op: AppOperation<I, O>): Runnable {
  return { name: op.name, run: (app, caller, input) => runOperation(app, caller, op, input) };
}

/** The closed list of what the product can do. Every door (CLI, worker, API) offers a part of it and nothing else. */
export const OPERATIONS: readonly Runnable[] = [
  runnable(actorAdd),
  runnable(analyze),
  runnable(auditShow),
  runnable(auditVerify),
  runnable(caseOpen),
  runnable(doctor),
  runnable(exportPackage),
  runnable(flowSummary),
  runnable(ingest),
  runnable(judge),
  runnable(leadMove),
  runnable(leadShow),
  runnable(listResults),
  runnable(ownershipOf),
  runnable(personState),
  runnable(quarantineList),
  runnable(runShow),
  runnable(showResult),
  runnable(sourceShow),
  runnable(unmerge),
];
