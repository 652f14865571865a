-- purpose: Ends the jobs whose last lease ran out: whoever took them died each time.
-- access: write
-- params: queue, now, error
-- returns: nothing
-- order: none
UPDATE job SET state = 'failed', lease_until = NULL, error = :error
WHERE queue = :queue AND state = 'running' AND lease_until <= :now AND attempts >= max_attempts;
