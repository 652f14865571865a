-- purpose: The last event that has its place.
-- access: read
-- params: none
-- returns: seq, previous_hash, leaf_hash, json
-- order: one row at most
SELECT seq, previous_hash, leaf_hash, json FROM audit_event WHERE seq IS NOT NULL ORDER BY seq DESC LIMIT 1;
