import type { Store, StoreReader } from '../store/port/index.ts';
import { chainEvents } from './chain.ts';

/** An event waits at most this long for its place, and the architecture allows a second. */
const EVERY_MS = 250;

/** The part of a store that the sequencer needs. */
type Log = Pick<Store, 'sequence'> & { readonly read: Pick<StoreReader, 'auditRange'> };

/** Sequences until nothing waits. */
export async function sequenceAll(store: Log): Promise<void> {
  while ((await store.read.auditRange(0, 0)).unsequenced > 0) await store.sequence(chainEvents);
}

/**
 * Gives waiting audit events their place, again and again. `stop` does so a last time and rejects if that fails; a
 * failure before is tried again at the next turn, because an event that waits is counted and never lost.
 */
export function startSequencer(store: Log): { readonly stop: () => Promise<void> } {
  let turn: Promise<void> = Promise.resolve();
  let busy = false;
  const timer = setInterval(() => {
    if (busy) return;
    busy = true;
    turn = sequenceAll(store)
      .catch(() => undefined)
      .finally(() => {
        busy = false;
      });
  }, EVERY_MS);
  return {
    stop: async () => {
      clearInterval(timer);
      await turn;
      await sequenceAll(store);
    },
  };
}
