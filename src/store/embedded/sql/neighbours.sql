-- purpose: Edges at one account or party from either end: one search in each direction, never a scan.
-- access: read
-- params: id, kinds, sources, limit
-- returns: fact, kind, edge_from, edge_to
-- order: fact, kind
SELECT id AS fact, kind, edge_from, edge_to
FROM fact
WHERE edge_from = :id AND kind IN (SELECT value FROM json_each(:kinds)) AND source IN (SELECT value FROM json_each(:sources))
UNION
SELECT id AS fact, kind, edge_from, edge_to
FROM fact
WHERE edge_to = :id AND kind IN (SELECT value FROM json_each(:kinds)) AND source IN (SELECT value FROM json_each(:sources))
ORDER BY fact, kind
LIMIT :limit;
