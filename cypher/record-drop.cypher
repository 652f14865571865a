// purpose: Removes records of a Source that is discarded, at most so many.
// access: write
// params: source, limit
// returns: dropped
// order: one row
MATCH (record:Record)-[:IN]->(:Source {sha: $source})
WITH record LIMIT $limit
DETACH DELETE record
RETURN count(*) AS dropped
