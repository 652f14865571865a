import type { Result } from '../core/index.ts';
import type { App } from './compose.ts';
import type { AppOperation } from './context.ts';
import { analyze } from './operations/analyze.ts';
import { joinParts, prepareRun, searchCommunities } from './operations/analyze-parts.ts';
import { auditShow, auditVerify } from './operations/audit.ts';
import { auditProof } from './operations/audit-proof.ts';
import { backup } from './operations/backup.ts';
import { judge, personState, unmerge } from './operations/decide.ts';
import { deconflict, deconflictHold, deconflictJoin } from './operations/deconflict.ts';
import { doctor } from './operations/doctor.ts';
import { evaluate } from './operations/evaluate.ts';
import { expand } from './operations/expand.ts';
import { exportPackage } from './operations/export.ts';
import { flowSummary } from './operations/flows.ts';
import { ingest } from './operations/ingest.ts';
import { ingestChunk, ingestClose, ingestOpen } from './operations/ingest-parts.ts';
import { jobShow } from './operations/job.ts';
import { exportKeep, exportRead } from './operations/kept-export.ts';
import { leadBuild, leadMove, leadShow } from './operations/lead.ts';
import { ownershipOf } from './operations/ownership.ts';
import { path } from './operations/path.ts';
import { actorAdd, caseOpen } from './operations/people.ts';
import { personRevalidate, personReviews } from './operations/person-review.ts';
import { quarantineList } from './operations/quarantine.ts';
import { recordOutcomes } from './operations/record.ts';
import { leadLog } from './operations/release.ts';
import { districtDesk, districtReport } from './operations/report.ts';
import { requestLeads } from './operations/request.ts';
import { restitutionDraft, restitutionWorksheet } from './operations/restitution.ts';
import { restore } from './operations/restore.ts';
import { listResults, runShow, showResult } from './operations/results.ts';
import { leadSanctions } from './operations/sanctions.ts';
import { search } from './operations/search.ts';
import { sourceShow } from './operations/source.ts';
import { civilRemedy, thirdPartyReport } from './operations/third-parties.ts';
import { traceAccount, traceLedgerFile } from './operations/trace.ts';
import { vaultAdd, vaultAppoint, vaultDismiss, vaultWithdraw } from './operations/vault.ts';
import { verifyReplay } from './operations/verify-replay.ts';
import { type Caller, runOperation } from './run-operation.ts';

/** An operation ready to be run from raw input, its types closed inside: what a job or a test picks by name. */
export type Runnable = {
  readonly name: string;
  readonly run: (app: App, caller: Caller, input: unknown) => Promise<Result<unknown>>;
};

function runnable<I, O>(op: AppOperation<I, O>): Runnable {
  return { name: op.name, run: (app, caller, input) => runOperation(app, caller, op, input) };
}

/**
 * The closed list of what the product can do. Every door (CLI, worker, API) offers a part of it and nothing else. One is
 * not in it: `vault.show`, which no job may carry, since a job keeps its answer.
 */
export const OPERATIONS: readonly Runnable[] = [
  runnable(actorAdd),
  runnable(analyze),
  runnable(auditProof),
  runnable(auditShow),
  runnable(auditVerify),
  runnable(backup),
  runnable(caseOpen),
  runnable(civilRemedy),
  runnable(deconflict),
  runnable(deconflictHold),
  runnable(deconflictJoin),
  runnable(districtDesk),
  runnable(districtReport),
  runnable(doctor),
  runnable(evaluate),
  runnable(expand),
  runnable(exportKeep),
  runnable(exportPackage),
  runnable(exportRead),
  runnable(flowSummary),
  runnable(ingest),
  runnable(ingestChunk),
  runnable(ingestClose),
  runnable(ingestOpen),
  runnable(joinParts),
  runnable(jobShow),
  runnable(judge),
  runnable(leadBuild),
  runnable(leadLog),
  runnable(leadMove),
  runnable(leadSanctions),
  runnable(leadShow),
  runnable(listResults),
  runnable(ownershipOf),
  runnable(path),
  runnable(personRevalidate),
  runnable(personReviews),
  runnable(personState),
  runnable(prepareRun),
  runnable(quarantineList),
  runnable(recordOutcomes),
  runnable(requestLeads),
  runnable(restitutionDraft),
  runnable(restitutionWorksheet),
  runnable(restore),
  runnable(runShow),
  runnable(search),
  runnable(searchCommunities),
  runnable(showResult),
  runnable(sourceShow),
  runnable(thirdPartyReport),
  runnable(traceAccount),
  runnable(traceLedgerFile),
  runnable(unmerge),
  runnable(verifyReplay),
  runnable(vaultAdd),
  runnable(vaultAppoint),
  runnable(vaultDismiss),
  runnable(vaultWithdraw),
];
