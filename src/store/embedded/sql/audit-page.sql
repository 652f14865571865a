-- purpose: Events in sequence, from one place up to but without another.
-- access: read
-- params: from, to
-- returns: seq, previous_hash, leaf_hash, json
-- order: seq
SELECT seq, previous_hash, leaf_hash, json FROM audit_event WHERE seq >= :from AND seq < :to ORDER BY seq;
