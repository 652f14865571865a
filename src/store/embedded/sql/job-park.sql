-- purpose: Parks a job in hand, and gives the attempt back that its turn took.
-- access: write
-- params: id, token, now
-- returns: id
-- order: one row at most
UPDATE job SET state = 'parked', attempts = attempts - 1, token = NULL, lease_until = NULL, error = 'null'
WHERE id = :id AND state = 'running' AND token = :token AND lease_until > :now
RETURNING id;
