-- purpose: Adds a judgement; the same act sent twice is there once.
-- access: write
-- params: hash, left_party, right_party, classes, json
-- returns: nothing
-- order: none
INSERT INTO judgement (hash, left_party, right_party, classes, json) VALUES (:hash, :left_party, :right_party, :classes, :json) ON CONFLICT DO NOTHING;
