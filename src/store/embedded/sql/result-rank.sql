-- purpose: The rank of one result of a Run, where a page that names it starts.
-- access: read
-- params: run, kind, id
-- returns: rank
-- order: one row at most
SELECT rank FROM result WHERE run = (SELECT no FROM run WHERE id = :run) AND kind = :kind AND id = :id;
