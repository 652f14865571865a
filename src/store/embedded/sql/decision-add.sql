-- purpose: Adds a decision; the same act sent twice is there once.
-- access: write
-- params: hash, party, classes, json
-- returns: nothing
-- order: none
INSERT INTO decision (hash, party, classes, json) VALUES (:hash, :party, :classes, :json) ON CONFLICT DO NOTHING;
