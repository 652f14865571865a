/** How often a job is begun at most unless it says otherwise: ten deaths of a worker in one job are no accident. */
export const DEFAULT_ATTEMPTS = 10;

const FIRST_SECONDS = 1;
const LONGEST_SECONDS = 300;

/** How long a failed job waits: 1 s after the first attempt, twice as long after each further one, at most 5 minutes. */
export function backoffSeconds(attempts: number): number {
  return Math.min(LONGEST_SECONDS, FIRST_SECONDS * 2 ** Math.min(attempts - 1, 30));
}
