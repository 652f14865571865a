// purpose: A Run, with the hash of all that it holds, and how much of it is written; it has its place among the Runs when it is whole.
// access: read
// params: id
// returns: hash, saved, written, session
// order: one row at most
MATCH (run:Run {id: $id})
RETURN run.hash AS hash, run.saved AS saved, run.written AS written, run.session AS session
