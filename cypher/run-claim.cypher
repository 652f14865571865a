// purpose: Opens a Run that is to be written, or meets the one that is there; it is locked until the transaction ends, and read after that.
// access: write
// params: id, hash, classes, json, session
// returns: hash, saved, written, session
// order: one row
MERGE (run:Run {id: $id})
ON CREATE SET run.hash = $hash, run.classes = $classes, run.json = $json, run.written = 0, run.session = $session
SET run.locked = true
WITH run
RETURN run.hash AS hash, run.saved AS saved, run.written AS written, run.session AS session
