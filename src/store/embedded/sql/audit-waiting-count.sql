-- purpose: How many events wait for their place.
-- access: read
-- params: none
-- returns: waiting
-- order: one row
SELECT count(*) AS waiting FROM audit_event WHERE seq IS NULL;
