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

/** The closed list of what the product can do. Every door (CLI, worker, API) offers a part of it and nothing else. */
export const OPERATIONS: readonly AppOperation<unknown, unknown>[] = [
  actorAdd,
  analyze,
  auditShow,
  auditVerify,
  caseOpen,
  doctor,
  exportPackage,
  flowSummary,
  ingest,
  judge,
  leadMove,
  leadShow,
  listResults,
  ownershipOf,
  personState,
  quarantineList,
  runShow,
  showResult,
  sourceShow,
  unmerge,
] as readonly AppOperation<never, unknown>[] as readonly AppOperation<unknown, unknown>[];
