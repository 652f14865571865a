-- purpose: Removes the record rows of a Source that is discarded.
-- access: write
-- params: source
-- returns: nothing
-- order: none
DELETE FROM record WHERE source = :source;
