// purpose: Runs being written in some session, with what that session last said, if it is still there.
// access: read
// params: none
// returns: id, hash, session, host, pid, until
// order: id
MATCH (run:Run)
WHERE run.id > '' AND run.saved IS NULL AND run.session IS NOT NULL
OPTIONAL MATCH (session:Session {id: run.session})
RETURN run.id AS id, run.hash AS hash, run.session AS session, session.host AS host, session.pid AS pid,
  session.until AS until
ORDER BY id
