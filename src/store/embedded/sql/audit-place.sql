-- purpose: Gives waiting events their place.
-- access: write
-- params: seq, previous_hash, leaf_hash, id
-- returns: nothing
-- order: none
UPDATE audit_event SET seq = ?, previous_hash = ?, leaf_hash = ? WHERE id = ? AND seq IS NULL;
