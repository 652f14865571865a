-- purpose: How many edges touch one account or party; an edge to itself is one.
-- access: read
-- params: id, sources
-- returns: id, degree
-- order: one row
SELECT :id AS id, count(*) AS degree
FROM (
  SELECT id, kind FROM fact WHERE edge_from = :id AND source IN (SELECT value FROM json_each(:sources))
  UNION
  SELECT id, kind FROM fact WHERE edge_to = :id AND source IN (SELECT value FROM json_each(:sources))
);
