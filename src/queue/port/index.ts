export { backoffSeconds } from './backoff.ts';
export type { EndedJob, Job, JobError, JobEvent, JobState, Lease, NewJob, Queue, TakenJob } from './queue.ts';
