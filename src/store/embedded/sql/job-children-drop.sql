-- purpose: Forgets what a job waited for.
-- access: write
-- params: parent
-- returns: nothing
-- order: none
DELETE FROM job_child WHERE parent = :parent;
