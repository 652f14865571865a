import { auditEvent, chainEvents } from '../../../src/audit/index.ts';
import type { AuditEvent, SequencedEvent, StoreReader } from '../../../src/store/port/index.ts';

/** Events of one analyst, a second apart. */
export function madeEvent(index: number): AuditEvent {
  return auditEvent({
    viewer: { actor: { name: 'ana', role: 'analyst' }, case: { id: 'case-7' }, purpose: 'wage theft, Büro Nord' },
    operation: 'results.show',
    key: `net-${index}`,
    object: `net-${index}`,
    decision: index % 5 === 0 ? 'denied' : 'allowed',
    details: { page: index },
    atMicros: 1_709_251_200_000_000 + index * 1_000_000,
  });
}

export function madeLog(count: number): SequencedEvent[] {
  return chainEvents(
    null,
    Array.from({ length: count }, (_, index) => madeEvent(index)),
  );
}

/** A reader over events in memory, as a store would give them back. */
export function logReader(events: readonly SequencedEvent[], unsequenced = 0): Pick<StoreReader, 'auditRange'> {
  return { auditRange: async (from, to) => ({ events: events.slice(from, to), unsequenced }) };
}
