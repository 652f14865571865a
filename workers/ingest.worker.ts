import type { WorkerSpec } from '../src/app/index.ts';

/** Queue `ingest`: one file or folder a job. Content ids make a repeated job harmless. */
export const ingestWorker: WorkerSpec = { queue: 'ingest', leaseSeconds: 60 };
