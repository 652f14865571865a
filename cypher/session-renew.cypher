// purpose: Says that the process of a session lives, until a time.
// access: write
// params: id, host, pid, until
// returns: nothing
// order: none
MERGE (session:Session {id: $id})
SET session.host = $host, session.pid = $pid, session.until = $until
