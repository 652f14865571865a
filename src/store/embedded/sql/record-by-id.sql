-- purpose: A record of the visible Sources.
-- access: read
-- params: id, sources
-- returns: source, facts, json
-- order: one row at most
SELECT source, facts, json FROM record WHERE id = :id AND source IN (SELECT value FROM json_each(:sources));
