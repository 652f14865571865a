// purpose: The last event that has its place.
// access: read
// params: none
// returns: seq, previous_hash, leaf_hash, json
// order: one row at most
MATCH (event:AuditEvent)
WHERE event.seq >= 0
RETURN event.seq AS seq, event.previousHash AS previous_hash, event.leafHash AS leaf_hash, event.json AS json
ORDER BY seq DESC LIMIT 1
