-- purpose: Removes the quarantine rows of a Source that is discarded.
-- access: write
-- params: source
-- returns: nothing
-- order: none
DELETE FROM quarantine WHERE source = :source;
