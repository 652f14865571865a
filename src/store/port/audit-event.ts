import type { Json } from '../../core/index.ts';

/** One act, as it is committed with the act itself: not yet in sequence. `id` is the hash of its content. */
export type AuditEvent = {
  readonly id: string;
  readonly atMicros: number;
  readonly actor: string;
  readonly role: string;
  readonly caseId: string;
  readonly purpose: string;
  readonly operation: string;
  readonly object: string;
  readonly decision: 'allowed' | 'denied';
  readonly reason: string;
  readonly details: Json;
};

/** An event after the sequencer: its place, the hash before it and its own leaf hash (RFC 9162). */
export type SequencedEvent = {
  readonly seq: number;
  readonly previousHash: string;
  readonly leafHash: string;
  readonly event: AuditEvent;
};
