export { backoffSeconds, DEFAULT_ATTEMPTS } from './attempts.ts';
export type { EndedJob, Job, JobError, JobEvent, JobState, Lease, NewJob, Queue, TakenJob } from './queue.ts';
