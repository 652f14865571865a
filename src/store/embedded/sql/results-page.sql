-- purpose: One page of the results of a Run of one kind, after a rank and an id.
-- access: read
-- params: run, kind, after_rank, after_id, limit
-- returns: kind, id, rank, classes, json
-- order: rank, id
SELECT kind, id, rank, classes, json
FROM result
WHERE run = (SELECT no FROM run WHERE id = :run)
  AND kind = :kind
  AND (rank, id) > (:after_rank, :after_id)
ORDER BY rank, id
LIMIT :limit;
