-- purpose: The jobs that a job spawned when it was last parked.
-- access: read
-- params: parent
-- returns: id, queue, operation, data, state, attempts, max_attempts, run_at, progress, result, error
-- order: position
SELECT id, queue, operation, data, state, attempts, max_attempts, run_at, progress, result, error
FROM job_child JOIN job ON job.id = job_child.child
WHERE job_child.parent = :parent
ORDER BY job_child.position;
