-- purpose: One job.
-- access: read
-- params: id
-- returns: id, queue, operation, data, state, attempts, max_attempts, run_at, progress, result, error
-- order: one row at most
SELECT id, queue, operation, data, state, attempts, max_attempts, run_at, progress, result, error FROM job WHERE id = :id;
