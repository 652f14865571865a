-- purpose: Ends the jobs whose last lease ran out: whoever took them died each time.
-- access: write
-- params: queue, now, error
-- returns: id
-- order: none
UPDATE job SET state = 'failed', token = NULL, lease_until = NULL, error = :error
WHERE queue = :queue AND state = 'running' AND lease_until <= :now AND attempts >= max_attempts
RETURNING id;
