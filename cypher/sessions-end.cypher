// purpose: Ends the sessions whose lease ran out: of processes that died without ending them.
// access: write
// params: now
// returns: nothing
// order: none
// plan: sessions are as few as processes that have the home open
MATCH (session:Session)
WHERE session.until <= $now
DELETE session
