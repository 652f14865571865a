// purpose: The place of the newest Run.
// access: read
// params: none
// returns: saved
// order: one row at most
MATCH (run:Run)
WHERE run.saved > 0
RETURN run.saved AS saved
ORDER BY saved DESC LIMIT 1
