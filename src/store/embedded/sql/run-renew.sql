-- purpose: Makes a Run that is there the newest.
-- access: write
-- params: no
-- returns: nothing
-- order: none
UPDATE run SET saved = (SELECT max(saved) + 1 FROM run) WHERE no = :no;
