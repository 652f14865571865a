// purpose: Commits an audit event that waits for its place; the same event twice is there once.
// access: write
// params: id, no, json
// returns: nothing
// order: none
MERGE (event:AuditEvent {id: $id})
ON CREATE SET event:Waiting, event.no = $no, event.json = $json
