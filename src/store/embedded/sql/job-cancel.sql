-- purpose: Ends a job that nobody works on.
-- access: write
-- params: id
-- returns: id
-- order: one row at most
UPDATE job SET state = 'cancelled' WHERE id = :id AND state IN ('waiting', 'parked') RETURNING id;
