-- purpose: Adds the head of a Run as the newest.
-- access: write
-- params: id, hash, classes, json
-- returns: no
-- order: one row
INSERT INTO run (id, saved, hash, classes, json)
VALUES (:id, (SELECT coalesce(max(saved), 0) + 1 FROM run), :hash, :classes, :json)
RETURNING no;
