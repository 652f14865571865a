-- purpose: Jobs of a queue and state, or of all, newest first.
-- access: read
-- params: queue, state, limit
-- returns: id, queue, operation, data, state, attempts, max_attempts, run_at, progress, result, error
-- order: no, descending
SELECT id, queue, operation, data, state, attempts, max_attempts, run_at, progress, result, error
FROM job
WHERE (:queue IS NULL OR queue = :queue) AND (:state IS NULL OR state = :state)
ORDER BY no DESC
LIMIT :limit;
