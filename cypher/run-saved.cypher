// purpose: The place of a Run among the Runs, where a page that names it starts; one that is still being written has none.
// access: read
// params: id
// returns: saved
// order: one row at most
MATCH (run:Run {id: $id})
WHERE run.saved > 0
RETURN run.saved AS saved
