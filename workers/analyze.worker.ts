import type { WorkerSpec } from '../src/app/index.ts';

/** Queue `analyze`: one Run a job. The Run's id is made of its input, so a repeated job writes the same Run. */
export const analyzeWorker: WorkerSpec = { queue: 'analyze', leaseSeconds: 120 };
