-- purpose: Jobs without a worker that a job spawned and that no other job still waits for.
-- access: read
-- params: parent
-- returns: id
-- order: position
SELECT job.id
FROM job_child JOIN job ON job.id = job_child.child
WHERE job_child.parent = :parent AND job.state IN ('waiting', 'parked') AND NOT EXISTS (
  SELECT 1 FROM job_child AS other JOIN job AS waiter ON waiter.id = other.parent
  WHERE other.child = job.id AND waiter.state = 'parked')
ORDER BY job_child.position;
