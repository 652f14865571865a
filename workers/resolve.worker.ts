import { performOperation, type WorkerSpec } from '../src/app/index.ts';

/** Queue `resolve`: the parts of a Run that put Parties together. A part is a pure function of the Cut. */
export const resolveWorker: WorkerSpec = { queue: 'resolve', work: performOperation, mostAtOnce: 16 };
