-- purpose: Leases the next due job of a queue, or one whose lease ran out.
-- access: write
-- params: queue, token, now, until
-- returns: id, queue, operation, data, state, attempts, max_attempts, run_at, progress, result, error
-- order: one row at most
UPDATE job SET state = 'running', attempts = attempts + 1, token = :token, lease_until = :until
WHERE no = (
  SELECT no
  FROM (
    SELECT run_at, no FROM job WHERE queue = :queue AND state = 'waiting' AND run_at <= :now
    UNION ALL
    SELECT run_at, no FROM job WHERE queue = :queue AND state = 'running' AND lease_until <= :now
  )
  ORDER BY run_at, no
  LIMIT 1)
RETURNING id, queue, operation, data, state, attempts, max_attempts, run_at, progress, result, error;
