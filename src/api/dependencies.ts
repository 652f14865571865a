import type { App } from '../app/index.ts';
import { err, type Failure, failure, RedressError, type Result } from '../core/index.ts';

export const DEPENDENCIES = ['store', 'queue'] as const;
export type Dependency = (typeof DEPENDENCIES)[number];
export type Standing = Readonly<Record<Dependency, 'up' | 'down'>>;

/** A service that has not answered this small question by now is down, as far as someone who waits is concerned. */
const PROBE_MS = 800;
/** When a request has waited this long, its services are asked whether they live. With a probe it stays under 2 s. */
const PATIENCE_MS = 700;

type Timer = { readonly over: Promise<'late'>; readonly stop: () => void };

function timer(ms: number): Timer {
  let stop = (): void => undefined;
  const over = new Promise<'late'>((resolve) => {
    const handle = setTimeout(() => resolve('late'), ms);
    stop = () => clearTimeout(handle);
  });
  return { over, stop };
}

/**
 * Asks one dependency. What lies in the home itself cannot be down: it may be busy with a long write, and then late is not
 * dead.
 */
async function probe(ask: () => Promise<unknown>, isRemote: boolean): Promise<'up' | 'down'> {
  const asked = ask().then(
    () => 'up' as const,
    () => 'down' as const,
  );
  const { over, stop } = timer(PROBE_MS);
  const answer = await Promise.race([asked, over]);
  stop();
  if (answer === 'late') return isRemote ? 'down' : 'up';
  return answer;
}

/** Which of the services that the work needs answer now. */
export async function standing({ config, store, queue }: App): Promise<Standing> {
  const [storeStands, queueStands] = await Promise.all([
    probe(() => store.describe(), config.neo4j !== null),
    probe(() => queue.list(null, 'running', 1), config.redisUrl !== null),
  ]);
  return { store: storeStands, queue: queueStands };
}

async function downFailure(app: App, needs: readonly Dependency[]): Promise<Failure | null> {
  const stands = await standing(app);
  const down = needs.filter((name) => stands[name] === 'down');
  return down.length === 0 ? null : failure('SERVICE_UNAVAILABLE', `the ${down.join(' and the ')} cannot be reached`);
}

/**
 * The answer of `work`, or SERVICE_UNAVAILABLE within two seconds of asking when a service that it needs is down. Long
 * work on living services is waited for. Work given up is not lost: writes are idempotent and are asked again.
 */
export async function answerInTime<T>(
  app: App,
  needs: readonly Dependency[],
  work: () => Promise<Result<T>>,
): Promise<Result<T>> {
  const working = work().catch(async (error: unknown) => {
    const down = error instanceof RedressError ? null : await downFailure(app, needs);
    if (down === null) throw error;
    return err(down);
  });
  // Given up, it may still fail; that was told already.
  working.catch(() => undefined);
  for (;;) {
    const { over, stop } = timer(PATIENCE_MS);
    const answer = await Promise.race([working, over]).finally(stop);
    if (answer !== 'late') return answer;
    const down = await downFailure(app, needs);
    if (down !== null) return err(down);
  }
}
