-- purpose: Ends a job that is not over.
-- access: write
-- params: id
-- returns: id
-- order: one row at most
UPDATE job SET state = 'cancelled', lease_until = NULL WHERE id = :id AND state IN ('waiting', 'running') RETURNING id;
