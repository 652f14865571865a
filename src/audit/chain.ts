import { canonicalJson, type Json } from '../core/index.ts';
import type { AuditEvent, SequencedEvent } from '../store/port/index.ts';
import { leafHash } from './merkle.ts';

/** What stands before the first event: a hash that nothing has. */
export const NO_PREVIOUS = '0'.repeat(64);

/** The leaf of an event: SHA-256 of 0x00 and the canonical JSON of its place, the hash before it and itself. */
export function leafHashOf(seq: number, previousHash: string, event: AuditEvent): string {
  const entry: Json = { seq, previousHash, event };
  return Buffer.from(leafHash(canonicalJson(entry))).toString('hex');
}

/** Gives waiting events their places after `head`, for `store.sequence`. */
export function chainEvents(head: SequencedEvent | null, waiting: readonly AuditEvent[]): SequencedEvent[] {
  let previousHash = head?.leafHash ?? NO_PREVIOUS;
  let seq = head === null ? 0 : head.seq + 1;
  return waiting.map((event) => {
    const placed = { seq, previousHash, leafHash: leafHashOf(seq, previousHash, event), event };
    previousHash = placed.leafHash;
    seq++;
    return placed;
  });
}
