-- purpose: What happened to a job after a place in the history.
-- access: read
-- params: job, after, limit
-- returns: no, kind, data
-- order: no
SELECT no, kind, data FROM job_event WHERE job = :job AND no > :after ORDER BY no LIMIT :limit;
