// purpose: Events in sequence, from one place up to but without another.
// access: read
// params: from, to
// returns: seq, previous_hash, leaf_hash, json
// order: seq
MATCH (event:AuditEvent)
WHERE event.seq >= $from AND event.seq < $to
RETURN event.seq AS seq, event.previousHash AS previous_hash, event.leafHash AS leaf_hash, event.json AS json
ORDER BY seq
