-- purpose: Lets a parked job, or the parked parents of a job, wait for a worker once all their children have ended.
-- access: write
-- params: id, now
-- returns: nothing
-- order: none
UPDATE job SET state = 'waiting', run_at = :now
WHERE id IN (SELECT :id UNION ALL SELECT parent FROM job_child WHERE child = :id)
  AND state = 'parked'
  AND NOT EXISTS (
    SELECT 1 FROM job_child JOIN job AS spawned ON spawned.id = job_child.child
    WHERE job_child.parent = job.id AND spawned.state IN ('waiting', 'running', 'parked'));
