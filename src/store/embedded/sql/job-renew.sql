-- purpose: Extends a lease that has not run out.
-- access: write
-- params: id, token, now, until
-- returns: id
-- order: one row at most
UPDATE job SET lease_until = :until
WHERE id = :id AND state = 'running' AND token = :token AND lease_until > :now
RETURNING id;
