-- purpose: Notes that a job waits for another.
-- access: write
-- params: parent, position, child
-- returns: nothing
-- order: none
INSERT INTO job_child (parent, position, child) VALUES (:parent, :position, :child);
