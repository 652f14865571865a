// purpose: Heads of the Runs, newest first.
// access: read
// params: before, limit
// returns: id, saved, classes, json
// order: saved, descending
MATCH (run:Run)
WHERE run.saved < $before
RETURN run.id AS id, run.saved AS saved, run.classes AS classes, run.json AS json
ORDER BY saved DESC LIMIT $limit
