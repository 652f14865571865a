import { hostname } from 'node:os';
import { type Clock, secretHex } from '../../core/index.ts';
import type { Database } from './database.ts';
import type { Rows } from './statements.ts';

/**
 * Who receives Sources here. `id` is null for the workers of a queue: what they receive belongs to a job, which another
 * worker takes up, so it is never cleared away.
 */
export type WorkSession = { readonly id: string | null; readonly end: () => Promise<void> };

export const QUEUE_SESSION: WorkSession = { id: null, end: async () => undefined };

const MICROS = 1_000_000;

/** Says that this process lives and goes on saying so, until it ends the session or dies. */
export async function startSession(database: Database, clock: Clock, leaseSeconds: number): Promise<WorkSession> {
  const id = secretHex(16);
  const renew = () =>
    database.transaction((transaction) =>
      transaction.run('session-renew', {
        id,
        host: hostname(),
        pid: process.pid,
        until: clock.nowMicros() + leaseSeconds * MICROS,
      }),
    );
  await renew();
  // A renewal that fails because the server is away is followed by the next; the lease outlives two of them.
  const timer = setInterval(() => renew().catch(() => undefined), (leaseSeconds * 1000) / 3);
  timer.unref();
  return {
    id,
    end: async () => {
      clearInterval(timer);
      // A server that is away cannot be told; the lease then ends by itself.
      await database.transaction((transaction) => transaction.run('session-drop', { id })).catch(() => undefined);
    },
  };
}

function isProcessGone(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'ESRCH';
  }
}

/** A session is over when it was ended, when its lease ran out, or when its process on this host is gone. */
export function isOver(
  said: Pick<Rows<'sources-receiving'>[number], 'host' | 'pid' | 'until'>,
  nowMicros: number,
): boolean {
  const { host, pid, until } = said;
  if (host === null || pid === null || until === null) return true;
  return until <= nowMicros || (host === hostname() && isProcessGone(pid));
}
