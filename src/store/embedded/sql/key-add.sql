-- purpose: Adds search keys of a Run.
-- access: write
-- params: run, key, id, kind
-- returns: nothing
-- order: none
INSERT INTO key_row (run, key, id, kind) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING;
