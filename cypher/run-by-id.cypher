// purpose: A Run, with the hash of all that it holds.
// access: read
// params: id
// returns: hash
// order: one row at most
MATCH (run:Run {id: $id})
RETURN run.hash AS hash
