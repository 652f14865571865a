-- purpose: Removes the fact rows of a Source that is discarded.
-- access: write
-- params: source
-- returns: nothing
-- order: none
DELETE FROM fact WHERE source = :source;
