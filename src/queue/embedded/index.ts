export { backoffMicros, embeddedQueue } from './embedded-queue.ts';
export type { JobTable } from './job-table.ts';
