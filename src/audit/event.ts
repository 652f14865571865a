import { canonicalJson, type Json, sha256Hex } from '../core/index.ts';
import type { AuditEvent } from '../store/port/index.ts';

/** Who acts, as far as the log needs to know. */
type Acting = {
  readonly actor: { readonly name: string; readonly role: string };
  readonly case: { readonly id: string };
  readonly purpose: string;
};

/**
 * Builds the event of one act. Its id is the SHA-256 of the operation's key and of all it says, so a repeated commit of
 * the same act is one event. `details` names things by id and never holds content: the auditor reads it.
 */
export function auditEvent(act: {
  readonly viewer: Acting;
  readonly operation: string;
  /** The key of the operation's input (architecture 4). */
  readonly key: string;
  readonly object: string;
  readonly decision: 'allowed' | 'denied';
  readonly reason?: string;
  readonly details: Json;
  readonly atMicros: number;
}): AuditEvent {
  const { viewer, key, operation, object, decision, reason = '', details, atMicros } = act;
  const content = {
    atMicros,
    actor: viewer.actor.name,
    role: viewer.actor.role,
    caseId: viewer.case.id,
    purpose: viewer.purpose,
    operation,
    object,
    decision,
    reason,
    details,
  };
  return { id: sha256Hex(canonicalJson([key, content])), ...content };
}
