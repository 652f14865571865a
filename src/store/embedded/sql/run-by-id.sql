-- purpose: A Run, with the hash of all that it holds.
-- access: read
-- params: id
-- returns: no, hash
-- order: one row at most
SELECT no, hash FROM run WHERE id = :id;
