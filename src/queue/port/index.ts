export type { Job, JobState, Queue } from './queue.ts';
