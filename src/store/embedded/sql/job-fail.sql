-- purpose: Gives a job in hand back: to wait until a time, or for good.
-- access: write
-- params: id, token, now, state, attempts, run_at, error
-- returns: id
-- order: one row at most
UPDATE job SET state = :state, attempts = :attempts, token = NULL, lease_until = NULL, run_at = :run_at, error = :error
WHERE id = :id AND state = 'running' AND token = :token AND lease_until > :now
RETURNING id;
