-- purpose: Adds records; one that is there stays as it is.
-- access: write
-- params: id, source, facts, json
-- returns: nothing
-- order: none
INSERT INTO record (id, source, facts, json) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING;
