export { embeddedQueue } from './embedded-queue.ts';
export type { JobRows, JobTable } from './job-table.ts';
