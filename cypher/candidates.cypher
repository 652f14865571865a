// purpose: One page of the results of a Run that have one search key: places between two bounds, which start with both.
// access: read
// params: after, before, limit
// returns: place, id, kind
// order: place
MATCH (searchKey:SearchKey)
WHERE searchKey.place > $after AND searchKey.place < $before
RETURN searchKey.place AS place, searchKey.id AS id, searchKey.kind AS kind
ORDER BY place LIMIT $limit
