-- purpose: Adds results of a Run.
-- access: write
-- params: run, kind, rank, id, classes, json
-- returns: nothing
-- order: none
INSERT INTO result (run, kind, rank, id, classes, json) VALUES (?, ?, ?, ?, ?, ?);
