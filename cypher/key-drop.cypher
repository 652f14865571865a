// purpose: Removes search keys of a Run that was never finished, at most so many: places between two bounds, which start with the Run.
// access: write
// params: after, before, limit
// returns: dropped
// order: one row
MATCH (searchKey:SearchKey)
WHERE searchKey.place > $after AND searchKey.place < $before
WITH searchKey LIMIT $limit
DELETE searchKey
RETURN count(*) AS dropped
