-- purpose: Gives a running job back: to wait until a time, or for good.
-- access: write
-- params: id, state, run_at, error
-- returns: nothing
-- order: none
UPDATE job SET state = :state, lease_until = NULL, run_at = :run_at, error = :error WHERE id = :id AND state = 'running';
