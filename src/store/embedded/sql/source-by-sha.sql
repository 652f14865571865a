-- purpose: A Source whatever its state, for the writes.
-- access: read
-- params: sha
-- returns: no, status, json
-- order: one row at most
SELECT no, status, json FROM source WHERE sha = :sha;
