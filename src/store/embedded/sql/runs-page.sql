-- purpose: Heads of the Runs, newest first.
-- access: read
-- params: after, limit
-- returns: id, saved, classes, json
-- order: saved, descending
SELECT id, saved, classes, json
FROM run
WHERE :after IS NULL OR saved < (SELECT saved FROM run WHERE id = :after)
ORDER BY saved DESC
LIMIT :limit;
