-- purpose: Ends a job in hand with its result.
-- access: write
-- params: id, token, now, result
-- returns: id
-- order: one row at most
UPDATE job SET state = 'done', token = NULL, lease_until = NULL, result = :result, error = 'null'
WHERE id = :id AND state = 'running' AND token = :token AND lease_until > :now
RETURNING id;
