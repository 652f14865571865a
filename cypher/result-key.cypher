// purpose: The key of one result of a Run, where a page that names it starts.
// access: read
// params: run, kind, id
// returns: key
// order: one row at most
MATCH (result:Result {id: $id, run: $run})
WHERE result.kind = $kind
RETURN result.key AS key
