import { type AuditEvent, checkEvent, storedJson } from '../port/index.ts';
import type { Transaction } from './database.ts';

/**
 * Takes the lock of commitment until the transaction ends, and draws the next number. Numbers are drawn under the lock
 * and the lock ends with the commitment, so their order is the order of commitment.
 */
export async function drawNumber(transaction: Transaction): Promise<number> {
  const [drawn] = await transaction.run('gate', {});
  if (drawn === undefined) throw new Error('the database has no counter of commitments');
  return drawn.no;
}

/** Commits an event. It is the last thing that a write does, so that others wait for it as short as can be. */
export async function addEvent(transaction: Transaction, event: AuditEvent): Promise<void> {
  checkEvent(event);
  const no = await drawNumber(transaction);
  await transaction.run('audit-add', { id: event.id, no, json: storedJson(event, `audit event ${event.id}`) });
}
