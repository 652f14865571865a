export { backoffMicros, embeddedQueue } from './embedded-queue.ts';
export type { JobRow, JobTable } from './job-table.ts';
