import { performOperation, type WorkerSpec } from '../src/app/index.ts';

/** Queue `export`: packages and backups, each a large reader of the store, so few at once. */
export const exportWorker: WorkerSpec = { queue: 'export', work: performOperation, mostAtOnce: 2 };
