-- purpose: One page of the results of a Run of one kind, after the result with an id.
-- access: read
-- params: run, kind, after, limit
-- returns: kind, id, rank, classes, json
-- order: rank, id
SELECT kind, id, rank, classes, json
FROM result
WHERE run = (SELECT no FROM run WHERE id = :run)
  AND kind = :kind
  AND (:after IS NULL OR (rank, id) > (
    SELECT rank, id FROM result
    WHERE run = (SELECT no FROM run WHERE id = :run) AND kind = :kind AND id = :after))
ORDER BY rank, id
LIMIT :limit;
