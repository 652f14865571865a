// purpose: Events that wait for their place, in the order in which they were committed.
// access: read
// params: limit
// returns: json
// order: no
MATCH (event:Waiting)
WHERE event.no >= 0
RETURN event.json AS json
ORDER BY event.no LIMIT $limit
