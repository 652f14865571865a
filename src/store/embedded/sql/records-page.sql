-- purpose: One page of the records of the visible Sources.
-- access: read
-- params: sources, after, limit
-- returns: id, json
-- order: id (the + keeps the planner on the index of ids, which is in this order)
SELECT id, json
FROM record
WHERE id > :after AND +source IN (SELECT value FROM json_each(:sources))
ORDER BY id
LIMIT :limit;
