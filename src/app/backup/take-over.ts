import { verifyAudit } from '../../audit/index.ts';
import { err, failure, ok, type Result } from '../../core/index.ts';
import type { AuditEvent } from '../../store/port/index.ts';
import type { OperationContext } from '../context.ts';
import { readBlocks } from './files.ts';
import { AUDIT } from './layout.ts';
import { readEventLine, type VerifiedBackup } from './verify.ts';

const BLOCK = 1_000;

function notNew(): Result<never> {
  return err(failure('CONFLICT', 'this home has a history of its own; restore into a new, empty home (--home DIR)'));
}

function isOfThisRestore({ operation, details }: AuditEvent, backup: string): boolean {
  const of = typeof details === 'object' && details !== null && 'backup' in details ? details.backup : null;
  return operation === 'home.restore' && of === backup;
}

/** How many events of the backup the home has already: none when it is new, some when a restore of it was cut short. */
async function eventsThere(context: OperationContext, backup: VerifiedBackup): Promise<Result<number>> {
  let there = 0;
  for await (const lines of readBlocks(backup.folder, AUDIT, BLOCK)) {
    const { events } = await context.stored.auditRange(there, there + lines.length);
    const same = events.every(({ leafHash }, at) => leafHash === readEventLine(lines[at] ?? '').leafHash);
    if (!same) return notNew();
    there += events.length;
    if (events.length < lines.length) return ok(there);
  }
  return ok(there);
}

async function onlyThisRestoreAfter(context: OperationContext, { manifest, sha256 }: VerifiedBackup): Promise<boolean> {
  for (let from = manifest.audit.size; ; from += BLOCK) {
    const { events } = await context.stored.auditRange(from, from + BLOCK);
    if (!events.every(({ event }) => isOfThisRestore(event, sha256))) return false;
    if (events.length < BLOCK) return true;
  }
}

/**
 * Takes over the log of the backup, event by event in its order, as the beginning of this home's own: the same leaf
 * hashes and the same root come out, which is checked. A home with another history is refused (CONFLICT); one in which a
 * restore of the same backup was cut short goes on where that stopped.
 */
export async function takeOverLog(context: OperationContext, backup: VerifiedBackup): Promise<Result<number>> {
  const { size, root } = backup.manifest.audit;
  await context.log.settle();
  const there = await eventsThere(context, backup);
  if (!there.ok) return there;
  if (there.value === size && !(await onlyThisRestoreAfter(context, backup))) return notNew();
  let at = 0;
  for await (const lines of readBlocks(backup.folder, AUDIT, BLOCK)) {
    const missing = lines.slice(Math.max(0, there.value - at)).map((line) => readEventLine(line).event);
    at += lines.length;
    await context.log.adopt(missing);
    context.progress({ stage: 'taking over the audit log', done: at, total: size });
  }
  const verdict = await verifyAudit(context.stored, [{ size, root: Buffer.from(root, 'hex') }]);
  return verdict.intact
    ? ok(size)
    : err(failure('AUDIT_BROKEN', `the log did not come out as in the backup: ${verdict.firstBreak}`));
}
