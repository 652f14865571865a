-- purpose: Ends a running job with its result.
-- access: write
-- params: id, result
-- returns: nothing
-- order: none
UPDATE job SET state = 'done', lease_until = NULL, result = :result, error = 'null' WHERE id = :id AND state = 'running';
