// purpose: A Source whatever its state, for the writes.
// access: read
// params: sha
// returns: status, json
// order: one row at most
MATCH (source:Source {sha: $sha})
RETURN source.status AS status, source.json AS json
