import type { JobId, Json } from '../../core/index.ts';
import type { EndedJob, Job, JobState } from '../port/index.ts';
import type { JobRow } from './job-table.ts';

export function jobOf(row: JobRow): Job {
  return {
    id: row.id as JobId,
    queue: row.queue,
    operation: row.operation,
    data: JSON.parse(row.data) as Json,
    state: row.state as JobState,
    attempts: row.attempts,
    maxAttempts: row.max_attempts,
    progress: JSON.parse(row.progress) as Json,
    result: JSON.parse(row.result) as Json,
    error: JSON.parse(row.error) as Job['error'],
  };
}

/** How a job ended; null when it has not. */
export function endedJob({ id, operation, data, state, result, error }: Job): EndedJob | null {
  const ended = state === 'done' || state === 'failed' || state === 'cancelled';
  return ended ? { id, operation, data, state, result, error } : null;
}
