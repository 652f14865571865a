import { sweepWork, workRoot } from './analysis/work-folder.ts';
import type { App } from './compose.ts';

/**
 * Work that nobody has touched for a day was left behind by a job that was taken off or whose workers all died. It holds
 * what the Run read, so it must not lie about; a Run that still needs it makes it again.
 */
const KEPT_MICROS = 86_400 * 1_000_000;
const EVERY_MS = 3_600_000;

/** Removes what Runs left behind, now and each hour until stopped. What cannot be removed now is the next time. */
export function keepWorkClear({ home, clock }: App): { readonly stop: () => void } {
  const clear = () => sweepWork(workRoot(home.blobs), clock.nowMicros() - KEPT_MICROS).catch(() => undefined);
  void clear();
  const timer = setInterval(() => void clear(), EVERY_MS).unref();
  return { stop: () => clearInterval(timer) };
}
