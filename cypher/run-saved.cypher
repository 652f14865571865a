// purpose: The place of a Run among the Runs, where a page that names it starts.
// access: read
// params: id
// returns: saved
// order: one row at most
MATCH (run:Run {id: $id})
RETURN run.saved AS saved
