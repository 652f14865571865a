// purpose: One page of the results of a Run of one kind: keys between two bounds, which start with Run and kind.
// access: read
// params: after, before, limit
// returns: key, kind, id, rank, classes, json
// order: key
MATCH (result:Result)
WHERE result.key > $after AND result.key < $before
RETURN result.key AS key, result.kind AS kind, result.id AS id, result.rank AS rank, result.classes AS classes,
  result.json AS json
ORDER BY key LIMIT $limit
