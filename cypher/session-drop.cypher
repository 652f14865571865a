// purpose: Ends a session.
// access: write
// params: id
// returns: nothing
// order: none
MATCH (session:Session {id: $id})
DELETE session
