// purpose: Says how much of a Run is written, and in which session.
// access: write
// params: id, hash, written, session
// returns: nothing
// order: none
MATCH (run:Run {id: $id})
SET run.hash = $hash, run.written = $written, run.session = $session
