// purpose: Locks a Run until the transaction ends, and reads how far it is written after that.
// access: write
// params: id
// returns: hash, saved, written, session
// order: one row at most
MATCH (run:Run {id: $id})
SET run.locked = true
WITH run
RETURN run.hash AS hash, run.saved AS saved, run.written AS written, run.session AS session
