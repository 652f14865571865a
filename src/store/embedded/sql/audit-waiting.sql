-- purpose: Events that wait for their place, in the order in which they were committed.
-- access: read
-- params: limit
-- returns: json
-- order: no
SELECT json FROM audit_event WHERE seq IS NULL ORDER BY no LIMIT :limit;
