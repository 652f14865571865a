import { type App, type Caller, startWorker } from '../src/app/index.ts';
import { analyzeWorker } from './analyze.worker.ts';
import { ingestWorker } from './ingest.worker.ts';

/** Starts a worker for each queue; `stop` drains them: each ends the job in hand and takes no other. */
export function startWorkers(app: App, caller: Caller): { readonly stop: () => Promise<void> } {
  const workers = [ingestWorker, analyzeWorker].map((spec) => startWorker(app, caller, spec));
  return {
    stop: async () => {
      await Promise.all(workers.map((worker) => worker.stop()));
    },
  };
}
