-- purpose: One page of the results of a Run that have one search key.
-- access: read
-- params: run, key, after_id, after_kind, limit
-- returns: id, kind
-- order: id, kind
SELECT id, kind
FROM key_row
WHERE run = (SELECT no FROM run WHERE id = :run)
  AND key = :key
  AND (id, kind) > (:after_id, :after_kind)
ORDER BY id, kind
LIMIT :limit;
