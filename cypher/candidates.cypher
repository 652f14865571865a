// purpose: Results of a Run that have one of the search keys: places between two bounds, which start with Run and key, at most so many for each key.
// access: read
// params: ranges, limit
// returns: no, place, id, kind
// order: no, place
UNWIND range(0, size($ranges) - 1) AS no
WITH no, $ranges[no].after AS after, $ranges[no].before AS before
CALL (after, before) {
  MATCH (searchKey:SearchKey)
  WHERE searchKey.place > after AND searchKey.place < before
  RETURN searchKey.place AS place, searchKey.id AS id, searchKey.kind AS kind
  ORDER BY place LIMIT $limit
}
RETURN no, place, id, kind
ORDER BY no, place
