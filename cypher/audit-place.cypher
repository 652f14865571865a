// purpose: Gives waiting events their place.
// access: write
// params: rows
// returns: nothing
// order: none
UNWIND $rows AS row
MATCH (event:AuditEvent {id: row.id})
WHERE event.seq IS NULL
SET event.seq = row.seq, event.previousHash = row.previous_hash, event.leafHash = row.leaf_hash
REMOVE event:Waiting
