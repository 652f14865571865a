import { performOperation, type WorkerSpec } from '../src/app/index.ts';

/** Queue `ingest`: one file, or one chunk of a file, a job. Content ids make a repeated job harmless. */
export const ingestWorker: WorkerSpec = { queue: 'ingest', work: performOperation, mostAtOnce: 16 };
