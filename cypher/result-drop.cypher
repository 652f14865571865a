// purpose: Removes results of a Run that was never finished, at most so many: keys between two bounds, which start with the Run.
// access: write
// params: after, before, limit
// returns: dropped
// order: one row
MATCH (result:Result)
WHERE result.key > $after AND result.key < $before
WITH result LIMIT $limit
DETACH DELETE result
RETURN count(*) AS dropped
