import { type App, keepWorkClear, type RunningWorker, startWorker, type WorkerOptions } from '../src/app/index.ts';
import { analyzeWorker } from './analyze.worker.ts';
import { exportWorker } from './export.worker.ts';
import { ingestWorker } from './ingest.worker.ts';
import { resolveWorker } from './resolve.worker.ts';

const WORKERS = [ingestWorker, resolveWorker, analyzeWorker, exportWorker];
const GRACE_SECONDS = 20;

/**
 * Starts a worker for each queue, and clears away what dead ones left. `stop` drains them: none takes another job, jobs in hand may end within the grace,
 * and what is then left is given back.
 */
export function startWorkers(app: App, options: Partial<WorkerOptions> = {}): RunningWorker {
  const { workers: concurrency, leaseSeconds } = app.config;
  const settings: WorkerOptions = { concurrency, leaseSeconds, graceSeconds: GRACE_SECONDS, ...options };
  const running = WORKERS.map((spec) => startWorker(app, spec, settings));
  const clearing = keepWorkClear(app);
  return {
    stop: async () => {
      clearing.stop();
      await Promise.all(running.map((worker) => worker.stop()));
    },
  };
}
