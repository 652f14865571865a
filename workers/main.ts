import { type App, startWorker } from '../src/app/index.ts';
import { analyzeWorker } from './analyze.worker.ts';
import { ingestWorker } from './ingest.worker.ts';

/** Starts a worker for each queue; `stop` drains them: each ends the job in hand and takes no other. */
export function startWorkers(app: App): { readonly stop: () => Promise<void> } {
  const workers = [ingestWorker, analyzeWorker].map((spec) => startWorker(app, spec));
  return {
    stop: async () => {
      await Promise.all(workers.map((worker) => worker.stop()));
    },
  };
}
