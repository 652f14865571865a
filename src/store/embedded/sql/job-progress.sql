-- purpose: Keeps how far a job in hand is.
-- access: write
-- params: id, token, now, progress
-- returns: id
-- order: one row at most
UPDATE job SET progress = :progress
WHERE id = :id AND state = 'running' AND token = :token AND lease_until > :now
RETURNING id;
