-- purpose: Keeps a value under a name unless the name is taken.
-- access: write
-- params: name, value
-- returns: nothing
-- order: none
INSERT INTO meta (name, value) VALUES (:name, :value) ON CONFLICT DO NOTHING;
