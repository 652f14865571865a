-- purpose: Keeps how far a running job is.
-- access: write
-- params: id, progress
-- returns: nothing
-- order: none
UPDATE job SET progress = :progress WHERE id = :id AND state = 'running';
