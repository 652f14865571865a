import { performOperation, type WorkerSpec } from '../src/app/index.ts';

/** Queue `analyze`: a Run, or some components of one. Ids are made of the input, so a repeated job writes the same. */
export const analyzeWorker: WorkerSpec = { queue: 'analyze', work: performOperation, mostAtOnce: 16 };
