import { z } from 'zod';
import type { Hash } from '../../audit/index.ts';
import { err, failure, type Json, ok, operation } from '../../core/index.ts';
import type { SequencedEvent } from '../../store/port/index.ts';
import { type AuditProof, makeProof } from '../audit-proof.ts';
import type { AppOperation, OperationContext } from '../context.ts';

const input = z.strictObject({
  /** SHA-256 of tagmanifest-sha256.txt of the package. */
  bag: z.string().regex(/^[0-9a-f]{64}$/, 'is not the digest of a package'),
});

const BLOCK = 1_000;

type Details = { readonly bag?: Json; readonly copy?: Json; readonly notWritten?: Json };

function detailsOf({ event: { details } }: SequencedEvent): Details {
  return typeof details === 'object' && details !== null && !Array.isArray(details) ? (details as Details) : {};
}

type Log = { readonly leaves: Hash[]; readonly exports: { readonly seq: number; readonly copy: Json }[] };

/** Every leaf of the log, and the places of the exports of one package that came to be written. */
async function readLog({ read, log }: OperationContext, bag: string): Promise<Log> {
  await log.settle();
  const leaves: Hash[] = [];
  const exports: Log['exports'] = [];
  const unwritten = new Set<Json>();
  for (let from = 0; from === leaves.length; from += BLOCK) {
    const { events } = await read.auditRange(from, from + BLOCK);
    for (const placed of events) {
      const { bag: exported, copy = null, notWritten } = detailsOf(placed);
      leaves.push(Buffer.from(placed.leafHash, 'hex'));
      if (notWritten !== undefined) unwritten.add(notWritten);
      if (exported === bag && placed.event.decision === 'allowed') exports.push({ seq: placed.seq, copy });
    }
  }
  return { leaves, exports: exports.filter(({ copy }) => copy === null || !unwritten.has(copy)) };
}

/**
 * The proof that a package stands in the audit log (RFC 9162), of its first export where it was made more than once.
 * It holds hashes alone. Error: NOT_FOUND when this house did not export the package.
 */
export const auditProof: AppOperation<z.infer<typeof input>, AuditProof> = operation({
  name: 'audit.proof',
  input,
  output: z.custom<AuditProof>((value) => typeof value === 'object' && value !== null),
  access: { action: 'audit.verify', mode: 'read', protectedData: false },
  key: ({ bag }) => bag,
  run: async (context, { bag }) => {
    const { leaves, exports } = await readLog(context, bag);
    const [first] = exports;
    if (first === undefined) return err(failure('NOT_FOUND', 'the audit log has no export of this package'));
    return ok(makeProof({ bag, leaves, index: first.seq, homeId: context.home.id }, context.home.packageSigner));
  },
});
